import { AsyncResource } from 'node:async_hooks';
import { afterEach, describe, expect, test } from 'vitest';
import { NOTICE, resetEmail } from '../testing/email-fixtures.ts';
import { createReceiver } from '../testing/receiver.ts';
import { useTestEmails } from '../testing/start-test-emails.ts';

const emails = await useTestEmails();

afterEach(() => emails.reset());

describe('the queue', () => {
  test('hands an email to the worker only after its transaction has committed', async () => {
    const { messages, mailer } = createReceiver();
    const { worker } = emails.worker(mailer);
    // Transactions are joined by async context; a worker has its own.
    const runElsewhere = AsyncResource.bind(() => worker.runOnce());
    const failed = emails.database.transaction(async () => {
      await emails.queue.enqueue(resetEmail('Eva'));
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    await emails.database.transaction(async () => {
      await emails.queue.enqueue(resetEmail('María'));
      expect(await runElsewhere()).toBe(0);
    });
    expect(await worker.runOnce()).toBe(1);
    expect(messages.map(({ to }) => to.name)).toEqual(['María']);
    expect(messages[0]?.text).toContain('https://ana.example/reset-password#token=secret-of-Mar');
    expect(await emails.waiting()).toBe(0);
  });

  test('reveals neither address nor name nor secret to a reader of the database', async () => {
    await emails.queue.enqueue(resetEmail());
    const stored = await emails.stored();
    expect(stored).toContain('v1.first.');
    expect(stored).not.toMatch(/correo|mar[ií]a|secret-of/i);
  });

  test('keeps an email as long as its link works, and any other for a day', async () => {
    const { messages, mailer } = createReceiver();
    const { worker } = emails.worker(mailer);
    await emails.queue.enqueue(resetEmail());
    await emails.queue.enqueue(NOTICE);
    emails.pass(31);
    expect(await worker.runOnce()).toBe(1);
    expect(messages[0]?.subject).toBe('Tu contraseña en Ferretería Ana ha cambiado');

    await emails.queue.enqueue(NOTICE);
    emails.pass(24 * 60 + 1);
    expect(await worker.runOnce()).toBe(0);
  });
});
