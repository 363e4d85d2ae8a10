import { afterEach, expect, test, vi } from 'vitest';
import { createEmailRenderer } from '../layout/email-renderer.ts';
import { NOTICE, resetEmail, type TestContent } from '../testing/email-fixtures.ts';
import { createReceiver } from '../testing/receiver.ts';
import { newKey, useTestEmails } from '../testing/start-test-emails.ts';
import { createEmailDelivery, type EmailRenderers } from './create-email-delivery.ts';

const emails = await useTestEmails();
const key = newKey('k1');

interface NoteContent {
  readonly template: 'note-shared';
  readonly noteId: string;
}

const plainly = (subject: string, body: string) => ({ subject, text: body, html: body });

/** Two domains, each with the renderers of its emails. */
const accountEmails: EmailRenderers<TestContent> = {
  'password-changed': (_email, { name }) => plainly(`Password at ${name}`, 'changed'),
  'reset-password': ({ content }, { url }) => plainly('Reset', `${url}/reset#${content.token}`),
};
const noteEmails: EmailRenderers<NoteContent> = {
  'note-shared': createEmailRenderer({
    texts: {
      en: () => ({ subject: 'A note', paragraphs: ['Read it.'] }),
      es: () => ({ subject: 'Una nota', paragraphs: ['Léela.'] }),
    },
    pathOf: ({ noteId }) => `notes/${noteId}`,
  }),
};

function start({ key: used = key, refuse = () => {} } = {}) {
  const { messages, mailer } = createReceiver(refuse);
  const log = { warn: vi.fn<() => void>(), error: vi.fn<() => void>() };
  const delivery = createEmailDelivery<TestContent | NoteContent>({
    database: emails.database,
    encryptionKeys: [used],
    renderers: { ...accountEmails, ...noteEmails },
    site: () => ({ name: 'Notes', url: 'https://notes.example' }),
    mailer: { ...mailer, close: vi.fn<() => Promise<void>>(async () => {}) },
    log,
  });
  return { delivery, messages, log };
}

afterEach(() => emails.reset());

test('The emails of all domains are rendered by template, with the name and the URL of the site', async () => {
  const { delivery, messages, log } = start();
  await delivery.queue.enqueue(NOTICE);
  await delivery.queue.enqueue(resetEmail());
  const content = { template: 'note-shared', noteId: 'n1' } as const;
  for (const locale of ['es', 'fr']) await delivery.queue.enqueue({ ...NOTICE, locale, content });
  expect(await delivery.runOnce()).toBe(4);
  expect(messages.map(({ subject }) => subject).sort()).toEqual([
    'A note',
    'Password at Notes',
    'Reset',
    'Una nota',
  ]);
  const texts = messages.map(({ text }) => text).join();
  expect(texts).toContain('https://notes.example/notes/n1');
  expect(texts).toMatch(/Hola, María:\s+Léela\./);
  expect(texts).toMatch(/Hello María,\s+Read it\./);
  expect(texts).toContain('https://notes.example/reset#secret-of-María');
  expect([log.warn, log.error].flatMap(({ mock }) => mock.calls)).toEqual([]);
});

test('Queued emails are sent soon after the start, without a call for each', async () => {
  const { delivery, messages } = start();
  await delivery.queue.enqueue(NOTICE);
  delivery.start();
  await expect.poll(() => messages.length).toBe(1);
  await delivery.queue.enqueue(NOTICE);
  await expect.poll(() => messages.length).toBe(2);
  await delivery.stop();
});

test('A mailer that rejects is a warning, a missing key an error, and an email waits for both', async () => {
  const rejecting = start({
    refuse: () => {
      throw new Error('no');
    },
  });
  await rejecting.delivery.queue.enqueue(NOTICE);
  expect(await rejecting.delivery.runOnce()).toBe(0);
  expect(rejecting.log.warn).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ step: 'send' }),
    'email',
  );

  const forgetful = start({ key: newKey('k2') });
  await start().delivery.queue.enqueue(resetEmail());
  expect(await forgetful.delivery.runOnce()).toBe(0);
  expect(forgetful.log.error).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ step: 'open' }),
    'email',
  );
  expect(await emails.store.status(new Date())).toMatchObject({ waiting: 2 });
});

test('Stopping closes the mailer after the emails in progress', async () => {
  const { mailer } = createReceiver();
  const events: string[] = [];
  const { queue, start, stop } = createEmailDelivery<TestContent>({
    database: emails.database,
    encryptionKeys: [key],
    renderers: accountEmails,
    site: () => ({ name: 'Notes', url: 'https://notes.example' }),
    mailer: {
      ...mailer,
      async send() {
        await new Promise((next) => setImmediate(next));
        events.push('sent');
      },
      close: async () => void events.push('closed'),
    },
    log: { warn: () => {}, error: () => {} },
  });
  await queue.enqueue(NOTICE);
  start();
  await expect.poll(() => events).toContain('sent');
  await stop();
  expect(events).toEqual(['sent', 'closed']);
});
