import { AsyncResource } from 'node:async_hooks';
import { afterEach, describe, expect, test } from 'vitest';
import { NOTICE, resetMail } from './testing/mail-fixtures.ts';
import { createReceiver } from './testing/receiver.ts';
import { useTestMails } from './testing/start-test-mails.ts';

const mails = await useTestMails();

afterEach(() => mails.reset());

describe('the queue', () => {
  test('gives a mail to the worker when its transaction has committed, and only then', async () => {
    const { messages, mailer } = createReceiver();
    const { worker } = mails.worker(mailer);
    // Transactions are joined by async context; a worker has its own.
    const runElsewhere = AsyncResource.bind(() => worker.runOnce());
    const failed = mails.database.transaction(async () => {
      await mails.queue.enqueue(resetMail('Eva'));
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    await mails.database.transaction(async () => {
      await mails.queue.enqueue(resetMail('María'));
      expect(await runElsewhere()).toBe(0);
    });
    expect(await worker.runOnce()).toBe(1);
    expect(messages.map(({ to }) => to.name)).toEqual(['María']);
    expect(messages[0]?.text).toContain('https://ana.example/reset-password#token=secret-of-Mar');
    expect(await mails.waiting()).toBe(0);
  });

  test('shows neither address nor name nor secret to those who read the database', async () => {
    await mails.queue.enqueue(resetMail());
    const stored = await mails.stored();
    expect(stored).toContain('v1.first.');
    expect(stored).not.toMatch(/correo|mar[ií]a|secret-of/i);
  });

  test('keeps a mail as long as its link works, and any other for a day', async () => {
    const { messages, mailer } = createReceiver();
    const { worker } = mails.worker(mailer);
    await mails.queue.enqueue(resetMail());
    await mails.queue.enqueue(NOTICE);
    mails.pass(31);
    expect(await worker.runOnce()).toBe(1);
    expect(messages[0]?.subject).toBe('Tu contraseña en Ferretería Ana ha cambiado');

    await mails.queue.enqueue(NOTICE);
    mails.pass(24 * 60 + 1);
    expect(await worker.runOnce()).toBe(0);
  });
});
