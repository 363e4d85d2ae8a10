import { createCipher } from '@trastienda/runtime';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { NOTICE, resetMail, smtpFailure } from './testing/mail-fixtures.ts';
import { createReceiver } from './testing/receiver.ts';
import { newKey, useTestMails } from './testing/start-test-mails.ts';

const mails = await useTestMails();

afterEach(() => mails.reset());

describe('a mail', () => {
  test('goes to the name of its reader, but not to one that could pass for a message', async () => {
    const { messages, mailer } = createReceiver();
    const { worker } = mails.worker(mailer);
    for (const name of ['María López', 'Win at evil.example', 'Ana\r\nBcc: eve']) {
      const to = { email: 'maria@correo.example', name };
      await mails.queue.enqueue({ ...NOTICE, to });
    }
    await worker.runOnce();
    expect(messages.map(({ to }) => to.name)).toEqual(['María López', '', '']);
  });
});

describe('a mail that is not taken over', () => {
  test('is tried again, later each time, until it is', async () => {
    let isDown = true;
    const { messages, mailer } = createReceiver(() => {
      if (isDown) throw smtpFailure();
    });
    const { worker } = mails.worker(mailer);
    await mails.queue.enqueue(resetMail());

    const attempts = vi.spyOn(mailer, 'send');
    const seconds: number[] = [];
    for (let second = 0; second < 120; second += 1) {
      const before = attempts.mock.calls.length;
      await worker.runOnce();
      if (attempts.mock.calls.length > before) seconds.push(second);
      mails.pass(1 / 60);
    }
    const gaps = seconds.slice(1).map((second, index) => second - (seconds[index] ?? 0));
    expect(seconds[0]).toBe(0);
    expect(gaps.length).toBeGreaterThanOrEqual(2);
    for (const [index, gap] of gaps.entries()) {
      expect(gap).toBeGreaterThanOrEqual(7 * 2 ** index);
      expect(gap).toBeLessThanOrEqual(13.5 * 2 ** index);
    }
    isDown = false;
    mails.pass(10);
    expect(await worker.runOnce()).toBe(1);
    expect(messages).toHaveLength(1);
  });

  test('is reported without its address, and so is what the database keeps of it', async () => {
    const { mailer } = createReceiver(() => {
      throw smtpFailure();
    });
    const { worker, onFault } = mails.worker(mailer);
    await mails.queue.enqueue(resetMail());
    expect(await worker.runOnce()).toBe(0);
    expect(onFault.mock.calls).toEqual([
      [
        {
          step: 'send',
          mailId: expect.stringMatching(/^[0-9a-f]{24}$/),
          attempts: 1,
          reason: 'EENVELOPE 550',
        },
      ],
    ]);
    const stored = await mails.stored();
    expect(stored).toContain('send: EENVELOPE 550');
    expect(stored).not.toContain('correo');
  });

  test('does not keep the next ones waiting', async () => {
    const { messages, mailer } = createReceiver(({ to }) => {
      if (to.name === 'Eva') throw smtpFailure();
    });
    const { worker } = mails.worker(mailer);
    for (const name of ['Eva', 'Ana', 'Luz']) await mails.queue.enqueue(resetMail(name));
    expect(await worker.runOnce()).toBe(2);
    expect(messages.map(({ to }) => to.name)).toEqual(['Ana', 'Luz']);
  });
});

describe('a mail that cannot be opened', () => {
  test('is reported, kept, and sent once its key is configured again', async () => {
    const { messages, mailer } = createReceiver();
    const second = newKey('second');
    const forgetful = mails.worker(mailer, { cipher: createCipher([second]) });
    await mails.queue.enqueue(NOTICE);
    expect(await forgetful.worker.runOnce()).toBe(0);
    expect(forgetful.onFault).toHaveBeenCalledExactlyOnceWith({
      step: 'open',
      mailId: expect.any(String),
      attempts: 1,
      reason: "There is no encryption key 'first' to open this text with.",
    });
    expect(await mails.waiting()).toBe(1);

    mails.pass(1);
    const { worker } = mails.worker(mailer, { cipher: createCipher([second, mails.key]) });
    expect(await worker.runOnce()).toBe(1);
    expect(messages).toHaveLength(1);
  });

  test('cannot be had by moving it to the place of another', async () => {
    const { messages, mailer } = createReceiver();
    const { worker, onFault } = mails.worker(mailer);
    await mails.queue.enqueue(resetMail());
    await mails.server.withClient(async (client) => {
      const mails = client.db().collection<{ _id: string }>('mails');
      const mail = await mails.findOneAndDelete({});
      if (mail !== null) await mails.insertOne({ ...mail, _id: 'f'.repeat(24) });
    });
    expect(await worker.runOnce()).toBe(0);
    expect(messages).toEqual([]);
    expect(onFault).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ step: 'open' }));
  });
});
