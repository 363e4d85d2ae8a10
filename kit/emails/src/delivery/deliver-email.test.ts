import { createCipher } from '@trastienda/mongo';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { NOTICE, resetEmail, smtpFailure } from '../testing/email-fixtures.ts';
import { createReceiver } from '../testing/receiver.ts';
import { newKey, useTestEmails } from '../testing/start-test-emails.ts';

const emails = await useTestEmails();

afterEach(() => emails.reset());

describe('an email', () => {
  test('addresses its recipient by name, but not by a name that could pass for a message', async () => {
    const { messages, mailer } = createReceiver();
    const { worker } = emails.worker(mailer);
    for (const name of ['María López', 'Win at evil.example', 'Ana\r\nBcc: eve']) {
      const to = { email: 'maria@correo.example', name };
      await emails.queue.enqueue({ ...NOTICE, to });
    }
    await worker.runOnce();
    expect(messages.map(({ to }) => to.name)).toEqual(['María López', '', '']);
  });
});

describe('an email that the mailer rejects', () => {
  test('is retried, later each time, until it succeeds', async () => {
    let isDown = true;
    const { messages, mailer } = createReceiver(() => {
      if (isDown) throw smtpFailure();
    });
    const { worker } = emails.worker(mailer);
    await emails.queue.enqueue(resetEmail());

    const attempts = vi.spyOn(mailer, 'send');
    const seconds: number[] = [];
    for (let second = 0; second < 120; second += 1) {
      const before = attempts.mock.calls.length;
      await worker.runOnce();
      if (attempts.mock.calls.length > before) seconds.push(second);
      emails.pass(1 / 60);
    }
    const gaps = seconds.slice(1).map((second, index) => second - (seconds[index] ?? 0));
    expect(seconds[0]).toBe(0);
    expect(gaps.length).toBeGreaterThanOrEqual(2);
    for (const [index, gap] of gaps.entries()) {
      expect(gap).toBeGreaterThanOrEqual(7 * 2 ** index);
      expect(gap).toBeLessThanOrEqual(13.5 * 2 ** index);
    }
    isDown = false;
    emails.pass(10);
    expect(await worker.runOnce()).toBe(1);
    expect(messages).toHaveLength(1);
  });

  test('is reported and stored without its address', async () => {
    const { mailer } = createReceiver(() => {
      throw smtpFailure();
    });
    const { worker, onFault } = emails.worker(mailer);
    await emails.queue.enqueue(resetEmail());
    expect(await worker.runOnce()).toBe(0);
    expect(onFault.mock.calls).toEqual([
      [
        {
          step: 'send',
          emailId: expect.stringMatching(/^[0-9a-f]{24}$/),
          attempts: 1,
          reason: 'EENVELOPE 550',
        },
      ],
    ]);
    const stored = await emails.stored();
    expect(stored).toContain('send: EENVELOPE 550');
    expect(stored).not.toContain('correo');
  });

  test('does not delay other emails', async () => {
    const { messages, mailer } = createReceiver(({ to }) => {
      if (to.name === 'Eva') throw smtpFailure();
    });
    const { worker } = emails.worker(mailer);
    for (const name of ['Eva', 'Ana', 'Luz']) await emails.queue.enqueue(resetEmail(name));
    expect(await worker.runOnce()).toBe(2);
    expect(messages.map(({ to }) => to.name)).toEqual(['Ana', 'Luz']);
  });
});

describe('an email that cannot be decrypted', () => {
  test('is reported, kept, and sent once its key is configured again', async () => {
    const { messages, mailer } = createReceiver();
    const second = newKey('second');
    const forgetful = emails.worker(mailer, { cipher: createCipher([second]) });
    await emails.queue.enqueue(NOTICE);
    expect(await forgetful.worker.runOnce()).toBe(0);
    expect(forgetful.onFault).toHaveBeenCalledExactlyOnceWith({
      step: 'open',
      emailId: expect.any(String),
      attempts: 1,
      reason: "There is no encryption key 'first' to open this text with.",
    });
    expect(await emails.waiting()).toBe(1);

    emails.pass(1);
    const { worker } = emails.worker(mailer, { cipher: createCipher([second, emails.key]) });
    expect(await worker.runOnce()).toBe(1);
    expect(messages).toHaveLength(1);
  });

  test('cannot be revealed by moving it to the place of another', async () => {
    const { messages, mailer } = createReceiver();
    const { worker, onFault } = emails.worker(mailer);
    await emails.queue.enqueue(resetEmail());
    await emails.server.withClient(async (client) => {
      const emails = client.db().collection<{ _id: string }>('emails');
      const email = await emails.findOneAndDelete({});
      if (email !== null) await emails.insertOne({ ...email, _id: 'f'.repeat(24) });
    });
    expect(await worker.runOnce()).toBe(0);
    expect(messages).toEqual([]);
    expect(onFault).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ step: 'open' }));
  });
});
