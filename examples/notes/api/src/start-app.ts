import { type AccountEmailContent, createAccountEmails, createAuth } from '@trastienda/auth';
import { type Log, systemClock } from '@trastienda/base';
import { createEmailDelivery, createOutboxMailer } from '@trastienda/emails';
import { createApp, createCallLimits } from '@trastienda/http';
import { serve } from '@trastienda/http/node';
import type { EncryptionKey } from '@trastienda/mongo';
import { ERRORS, ROLES } from './contract.ts';
import { openAppDatabase } from './database.ts';
import { type NoteEmail, noteEmails } from './notes/note-emails.ts';
import { createNoteService } from './notes/note-service.ts';
import type { Services } from './procedures.ts';
import { appRouter } from './router.ts';

/** The pages that emails link to, and where browsers reach the server. */
const SITE = { name: 'Notes', url: 'http://localhost:3100' };

export interface StartOptions {
  readonly mongodbUri: string;
  /** Directory of the emails, one `.eml` file each. */
  readonly outboxDir: string;
  /** Keys of 32 bytes that seal emails and hash addresses; the same in all processes. */
  readonly encryptionKeys: readonly [EncryptionKey, ...EncryptionKey[]];
  readonly port: number;
  readonly log: Log;
}

/** Starts the application: its database, accounts, emails and the HTTP server. */
export async function startApp(options: StartOptions) {
  const { encryptionKeys, port, log } = options;
  const database = await openAppDatabase(options.mongodbUri);
  await database.indexes.sync();

  const mailer = createOutboxMailer({ dir: options.outboxDir, from: 'Notes <notes@localhost>' });
  const emails = createEmailDelivery<AccountEmailContent | NoteEmail>({
    renderers: { ...createAccountEmails(), ...noteEmails },
    site: () => SITE,
    database,
    encryptionKeys,
    mailer,
    log,
  });
  const { auth, apiKeys, authenticator, operator } = createAuth({
    database,
    emails: emails.queue,
    roles: ROLES,
    initialRole: 'member',
    ownerRole: 'moderator',
    config: { applicationName: SITE.name, encryptionKeys },
    onDeleting: (accountId) => database.notes.removeByAuthor(accountId),
  });
  const deps = { database, clock: systemClock, emails: emails.queue };
  const services: Services = {
    auth,
    apiKeys,
    notes: createNoteService(deps),
  };

  const app = createApp({
    router: appRouter,
    errors: ERRORS,
    context: () => ({ services }),
    authenticator,
    consume: createCallLimits({
      rateLimits: database.rateLimits,
      secret: encryptionKeys[0].key,
      strict: { auth: { points: 60, isBySource: true }, sharing: { points: 10 } },
    }),
    publicUrl: () => SITE.url,
    database,
    log,
  });
  const server = await serve({
    app,
    port,
    background: [emails],
    onClose: () => database.close(),
    log,
  });
  return { server, emails, mailer, operator };
}
