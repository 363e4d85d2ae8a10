import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Mailer } from '../mailers/mailer.ts';
import type { EmailStore } from '../queue/email-store.ts';
import { resetEmail } from '../testing/email-fixtures.ts';
import { openEmailDatabase } from '../testing/open-email-database.ts';
import { createGate, createReceiver } from '../testing/receiver.ts';
import { useTestEmails } from '../testing/start-test-emails.ts';

const emails = await useTestEmails();

afterEach(() => emails.reset());

describe('several workers', () => {
  test('send each email once', async () => {
    const { messages, mailer } = createReceiver(() => new Promise((next) => setImmediate(next)));
    const names = Array.from({ length: 40 }, (_, index) => `Ana ${index}`);
    await Promise.all(names.map((name) => emails.queue.enqueue(resetEmail(name))));
    const others = await openEmailDatabase(emails.server.uri);
    try {
      const stores = [emails.store, emails.store, others.emails, others.emails];
      const sent = await Promise.all(
        stores.map((store) => emails.worker(mailer, { store }).worker.runOnce()),
      );
      expect(sent.reduce((sum, count) => sum + count, 0)).toBe(40);
    } finally {
      await others.close();
    }
    expect(messages.map(({ to }) => to.name).sort()).toEqual(names.sort());
    expect(await emails.waiting()).toBe(0);
  });

  test('leave an email to the worker that leased it, until the lease ends', async () => {
    const gate = createGate();
    const first = emails.worker(createReceiver(gate.wait).mailer);
    await emails.queue.enqueue(resetEmail());
    const running = first.worker.runOnce();
    await gate.arrived;

    const second = createReceiver();
    expect(await emails.worker(second.mailer).worker.runOnce()).toBe(0);
    emails.pass(3);
    expect(await emails.worker(second.mailer).worker.runOnce()).toBe(1);

    gate.open();
    await running;
    expect(first.onFault).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ step: 'finish', reason: expect.stringContaining('lease') }),
    );
  });

  test('send an email again, with the same id, when its sender died before recording it', async () => {
    const { messages, mailer } = createReceiver();
    const died: EmailStore = {
      ...emails.store,
      finish: () => Promise.reject(new Error('the process is gone')),
    };
    const { worker, onFault } = emails.worker(mailer, { store: died });
    await emails.queue.enqueue(resetEmail());
    await worker.runOnce();
    expect(onFault).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ step: 'finish' }));
    expect(await emails.worker(mailer).worker.runOnce()).toBe(0);

    emails.pass(3);
    expect(await emails.worker(mailer).worker.runOnce()).toBe(1);
    expect(messages).toHaveLength(2);
    expect(messages[1]).toEqual(messages[0]);
    expect(await emails.waiting()).toBe(0);
  });
});

describe('a running worker', () => {
  test('sends other emails while a server does not respond to one', async () => {
    const gate = createGate();
    const { messages, mailer } = createReceiver(({ to }) =>
      to.name === 'Eva' ? gate.wait() : undefined,
    );
    const { worker } = emails.worker(mailer, { concurrency: 2 });
    for (const name of ['Eva', 'Ana', 'Luz', 'Sol']) await emails.queue.enqueue(resetEmail(name));
    worker.start();
    await expect.poll(() => messages.length).toBe(3);
    gate.open();
    await worker.stop();
    expect(messages.map(({ to }) => to.name)).toEqual(['Ana', 'Luz', 'Sol', 'Eva']);
  });

  test('runs one lookup at a time, however often it is started', async () => {
    const lease = vi.fn(emails.store.lease);
    const { mailer } = createReceiver();
    const { worker } = emails.worker(mailer, { store: { ...emails.store, lease } });
    worker.start();
    worker.start();
    await vi.waitFor(() => expect(lease).toHaveBeenCalled());
    expect(lease).toHaveBeenCalledTimes(1);
    await worker.stop();
  });

  test('sends no more emails at once than its concurrency', async () => {
    let atOnce = 0;
    let most = 0;
    const { messages, mailer } = createReceiver(async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await emails.waiting();
      atOnce -= 1;
    });
    const { worker } = emails.worker(mailer, { concurrency: 3 });
    for (let i = 0; i < 12; i += 1) await emails.queue.enqueue(resetEmail());
    worker.start();
    await expect.poll(() => messages.length).toBe(12);
    expect(most).toBeLessThanOrEqual(3);
  });

  test('sends an email as soon as it is woken', async () => {
    const { messages, mailer } = createReceiver();
    const { worker } = emails.worker(mailer);
    worker.start();
    for (const count of [1, 2, 3]) {
      await emails.queue.enqueue(resetEmail());
      worker.wake();
      await expect.poll(() => messages.length).toBe(count);
    }
  });

  test('misses no email that arrives during its last lookup', async () => {
    const { messages, mailer } = createReceiver();
    let isFirstLook = true;
    const store: EmailStore = {
      ...emails.store,
      async lease(...range) {
        const leased = await emails.store.lease(...range);
        if (isFirstLook) {
          isFirstLook = false;
          await emails.queue.enqueue(resetEmail());
          worker.wake();
        }
        return leased;
      },
    };
    const { worker } = emails.worker(mailer, { store });
    worker.start();
    await expect.poll(() => messages.length).toBe(1);
  });

  test('finds emails that another process left', async () => {
    const { messages, mailer } = createReceiver();
    const { worker } = emails.worker(mailer, { pollMs: 5 });
    worker.start();
    await emails.queue.enqueue(resetEmail());
    await expect.poll(() => messages.length).toBe(1);
  });

  test('finishes the current email when it is stopped, and leaves the others', async () => {
    const gate = createGate();
    const { messages, mailer } = createReceiver(gate.wait);
    const { worker } = emails.worker(mailer, { concurrency: 1 });
    await emails.queue.enqueue(resetEmail('Ana'));
    await emails.queue.enqueue(resetEmail('Eva'));
    worker.start();
    await gate.arrived;

    let isStopped = false;
    const stopped = worker.stop().then(() => {
      isStopped = true;
    });
    await emails.waiting();
    expect(isStopped).toBe(false);
    gate.open();
    await stopped;
    expect(messages.map(({ to }) => to.name)).toEqual(['Ana']);
    expect(await emails.waiting()).toBe(1);
  });

  test('aborts at its deadline a delivery that a server does not finish, and returns the email', async () => {
    const gate = createGate();
    const { messages, mailer } = createReceiver(gate.wait);
    const { worker, onFault } = emails.worker(mailer);
    await emails.queue.enqueue(resetEmail());
    worker.start();
    await gate.arrived;
    await worker.stop(20);
    expect(messages).toEqual([]);
    expect(onFault).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ step: 'send' }));

    // No lease is left, and no delay of a failed email: the clock stands still.
    const next = createReceiver();
    expect(await emails.worker(next.mailer).worker.runOnce()).toBe(1);
    gate.open();
  });

  test('processes a decoy like any other email, sends it to no recipient, and deletes it', async () => {
    const { messages, dryRuns, mailer } = createReceiver();
    const { worker, onFault } = emails.worker(mailer);
    await emails.queue.enqueue({ ...resetEmail(), isDecoy: true });
    await emails.queue.enqueue(resetEmail());
    expect(await worker.runOnce()).toBe(1);
    expect(messages).toHaveLength(1);
    expect(dryRuns).toHaveLength(1);
    expect({ ...dryRuns[0], id: '' }).toEqual({ ...messages[0], id: '' });
    expect(await emails.waiting()).toBe(0);
    expect(onFault).not.toHaveBeenCalled();
  });

  test('passes its abort signal to the mailer, so that no connection outlives it', async () => {
    const seen: (AbortSignal | undefined)[] = [];
    const gate = createGate();
    const mailer: Mailer = {
      send(_, signal) {
        seen.push(signal);
        return gate.wait();
      },
      async dryRun() {},
      async close() {},
    };
    const { worker } = emails.worker(mailer);
    await emails.queue.enqueue(resetEmail());
    worker.start();
    await gate.arrived;
    expect(seen.map((signal) => signal?.aborted)).toEqual([false]);
    await worker.stop(20);
    expect(seen.map((signal) => signal?.aborted)).toEqual([true]);
    gate.open();
  });

  test('resumes after the database was unavailable', async () => {
    let isAway = true;
    const store: EmailStore = {
      ...emails.store,
      lease: (...range) =>
        isAway ? Promise.reject(new Error('away')) : emails.store.lease(...range),
    };
    const { messages, mailer } = createReceiver();
    const { worker, onFault } = emails.worker(mailer, { store });
    await emails.queue.enqueue(resetEmail());
    worker.start();
    await expect.poll(() => onFault.mock.calls.length).toBe(1);
    expect(onFault).toHaveBeenLastCalledWith({
      step: 'lease',
      emailId: null,
      attempts: 0,
      reason: 'Error',
    });
    isAway = false;
    worker.wake();
    await expect.poll(() => messages.length).toBe(1);
  });

  test('can be stopped twice, before it was started, and started again', async () => {
    const { messages, mailer } = createReceiver();
    const { worker } = emails.worker(mailer);
    await worker.stop();
    worker.start();
    worker.start();
    await Promise.all([worker.stop(), worker.stop()]);
    await emails.queue.enqueue(resetEmail());
    worker.start();
    await expect.poll(() => messages.length).toBe(1);
  });
});
