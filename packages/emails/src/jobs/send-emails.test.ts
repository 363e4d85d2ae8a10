import { type MailStore, openDatabase } from '@trastienda/db';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Mailer } from '../mailer.ts';
import { resetMail } from '../testing/mail-fixtures.ts';
import { createGate, createReceiver } from '../testing/receiver.ts';
import { useTestMails } from '../testing/start-test-mails.ts';

const mails = await useTestMails();

afterEach(() => mails.reset());

describe('several workers', () => {
  test('send each mail once', async () => {
    const { messages, mailer } = createReceiver(() => new Promise((next) => setImmediate(next)));
    const names = Array.from({ length: 40 }, (_, index) => `Ana ${index}`);
    await Promise.all(names.map((name) => mails.queue.enqueue(resetMail(name))));
    const others = await openDatabase(mails.server.uri);
    try {
      const stores = [mails.store, mails.store, others.mails, others.mails];
      const sent = await Promise.all(
        stores.map((store) => mails.worker(mailer, { store }).worker.runOnce()),
      );
      expect(sent.reduce((sum, count) => sum + count, 0)).toBe(40);
    } finally {
      await others.close();
    }
    expect(messages.map(({ to }) => to.name).sort()).toEqual(names.sort());
    expect(await mails.waiting()).toBe(0);
  });

  test('leave a mail to the one that has it, until its lease ends', async () => {
    const gate = createGate();
    const first = mails.worker(createReceiver(gate.wait).mailer);
    await mails.queue.enqueue(resetMail());
    const running = first.worker.runOnce();
    await gate.arrived;

    const second = createReceiver();
    expect(await mails.worker(second.mailer).worker.runOnce()).toBe(0);
    mails.pass(3);
    expect(await mails.worker(second.mailer).worker.runOnce()).toBe(1);

    gate.open();
    await running;
    expect(first.onFault).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ step: 'finish', reason: expect.stringContaining('lease') }),
    );
  });

  test('send a mail again, as the same one, when its sender died before saying so', async () => {
    const { messages, mailer } = createReceiver();
    const died: MailStore = {
      ...mails.store,
      finish: () => Promise.reject(new Error('the process is gone')),
    };
    const { worker, onFault } = mails.worker(mailer, { store: died });
    await mails.queue.enqueue(resetMail());
    await worker.runOnce();
    expect(onFault).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ step: 'finish' }));
    expect(await mails.worker(mailer).worker.runOnce()).toBe(0);

    mails.pass(3);
    expect(await mails.worker(mailer).worker.runOnce()).toBe(1);
    expect(messages).toHaveLength(2);
    expect(messages[1]).toEqual(messages[0]);
    expect(await mails.waiting()).toBe(0);
  });
});

describe('a running worker', () => {
  test('sends the other mails while a server does not answer for one', async () => {
    const gate = createGate();
    const { messages, mailer } = createReceiver(({ to }) =>
      to.name === 'Eva' ? gate.wait() : undefined,
    );
    const { worker } = mails.worker(mailer, { concurrency: 2 });
    for (const name of ['Eva', 'Ana', 'Luz', 'Sol']) await mails.queue.enqueue(resetMail(name));
    worker.start();
    await expect.poll(() => messages.length).toBe(3);
    gate.open();
    await worker.stop();
    expect(messages.map(({ to }) => to.name)).toEqual(['Ana', 'Luz', 'Sol', 'Eva']);
  });

  test('looks for mails once at a time, however often it is started', async () => {
    const lease = vi.fn(mails.store.lease);
    const { mailer } = createReceiver();
    const { worker } = mails.worker(mailer, { store: { ...mails.store, lease } });
    worker.start();
    worker.start();
    expect(lease).toHaveBeenCalledTimes(1);
    await worker.stop();
  });

  test('sends no more mails at once than it may', async () => {
    let atOnce = 0;
    let most = 0;
    const { messages, mailer } = createReceiver(async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await mails.waiting();
      atOnce -= 1;
    });
    const { worker } = mails.worker(mailer, { concurrency: 3 });
    for (let i = 0; i < 12; i += 1) await mails.queue.enqueue(resetMail());
    worker.start();
    await expect.poll(() => messages.length).toBe(12);
    expect(most).toBeLessThanOrEqual(3);
  });

  test('sends a mail as soon as it is woken', async () => {
    const { messages, mailer } = createReceiver();
    const { worker } = mails.worker(mailer);
    worker.start();
    for (const count of [1, 2, 3]) {
      await mails.queue.enqueue(resetMail());
      worker.wake();
      await expect.poll(() => messages.length).toBe(count);
    }
  });

  test('misses no mail that comes while it looks for the last time', async () => {
    const { messages, mailer } = createReceiver();
    let isFirstLook = true;
    const store: MailStore = {
      ...mails.store,
      async lease(...range) {
        const leased = await mails.store.lease(...range);
        if (isFirstLook) {
          isFirstLook = false;
          await mails.queue.enqueue(resetMail());
          worker.wake();
        }
        return leased;
      },
    };
    const { worker } = mails.worker(mailer, { store });
    worker.start();
    await expect.poll(() => messages.length).toBe(1);
  });

  test('finds by itself what another process left', async () => {
    const { messages, mailer } = createReceiver();
    const { worker } = mails.worker(mailer, { pollMs: 5 });
    worker.start();
    await mails.queue.enqueue(resetMail());
    await expect.poll(() => messages.length).toBe(1);
  });

  test('ends the mail in hand when it is stopped, and leaves the others', async () => {
    const gate = createGate();
    const { messages, mailer } = createReceiver(gate.wait);
    const { worker } = mails.worker(mailer, { concurrency: 1 });
    await mails.queue.enqueue(resetMail('Ana'));
    await mails.queue.enqueue(resetMail('Eva'));
    worker.start();
    await gate.arrived;

    let isStopped = false;
    const stopped = worker.stop().then(() => {
      isStopped = true;
    });
    await mails.waiting();
    expect(isStopped).toBe(false);
    gate.open();
    await stopped;
    expect(messages.map(({ to }) => to.name)).toEqual(['Ana']);
    expect(await mails.waiting()).toBe(1);
  });

  test('breaks off at its deadline what a server does not end, and gives it back', async () => {
    const gate = createGate();
    const { messages, mailer } = createReceiver(gate.wait);
    const { worker, onFault } = mails.worker(mailer);
    await mails.queue.enqueue(resetMail());
    worker.start();
    await gate.arrived;
    await worker.stop(20);
    expect(messages).toEqual([]);
    expect(onFault).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ step: 'send' }));

    // No lease is left, and no wait of a mail that has failed: the clock stands still.
    const next = createReceiver();
    expect(await mails.worker(next.mailer).worker.runOnce()).toBe(1);
    gate.open();
  });

  test('takes a mail for nobody as far as any other, hands it to nobody, and forgets it', async () => {
    const { messages, rehearsed, mailer } = createReceiver();
    const { worker, onFault } = mails.worker(mailer);
    await mails.queue.enqueue({ ...resetMail(), isDecoy: true });
    await mails.queue.enqueue(resetMail());
    expect(await worker.runOnce()).toBe(1);
    expect(messages).toHaveLength(1);
    expect(rehearsed).toHaveLength(1);
    expect({ ...rehearsed[0], id: '' }).toEqual({ ...messages[0], id: '' });
    expect(await mails.waiting()).toBe(0);
    expect(onFault).not.toHaveBeenCalled();
  });

  test('hands its end to the mailer, so that no connection outlives it', async () => {
    const seen: (AbortSignal | undefined)[] = [];
    const gate = createGate();
    const mailer: Mailer = {
      send(_, signal) {
        seen.push(signal);
        return gate.wait();
      },
      async rehearse() {},
      async close() {},
    };
    const { worker } = mails.worker(mailer);
    await mails.queue.enqueue(resetMail());
    worker.start();
    await gate.arrived;
    expect(seen.map((signal) => signal?.aborted)).toEqual([false]);
    await worker.stop(20);
    expect(seen.map((signal) => signal?.aborted)).toEqual([true]);
    gate.open();
  });

  test('goes on after the database was away', async () => {
    let isAway = true;
    const store: MailStore = {
      ...mails.store,
      lease: (...range) =>
        isAway ? Promise.reject(new Error('away')) : mails.store.lease(...range),
    };
    const { messages, mailer } = createReceiver();
    const { worker, onFault } = mails.worker(mailer, { store });
    await mails.queue.enqueue(resetMail());
    worker.start();
    await expect.poll(() => onFault.mock.calls.length).toBe(1);
    expect(onFault).toHaveBeenLastCalledWith({
      step: 'lease',
      mailId: null,
      attempts: 0,
      reason: 'Error',
    });
    isAway = false;
    worker.wake();
    await expect.poll(() => messages.length).toBe(1);
  });

  test('can be stopped twice, before it was started, and started again', async () => {
    const { messages, mailer } = createReceiver();
    const { worker } = mails.worker(mailer);
    await worker.stop();
    worker.start();
    worker.start();
    await Promise.all([worker.stop(), worker.stop()]);
    await mails.queue.enqueue(resetMail());
    worker.start();
    await expect.poll(() => messages.length).toBe(1);
  });
});
