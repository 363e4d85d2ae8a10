import { fileURLToPath } from 'node:url';
import { type AccountEmailContent, createAccountEmails, createAuth } from '@trastienda/auth';
import { type Log, systemClock } from '@trastienda/base';
import { createEmailDelivery, createOutboxMailer } from '@trastienda/emails';
import { type RunningServer, startServer } from '@trastienda/http/node';
import { createRelayWorker, loadEncryptionKeys, runCallBefore } from '@trastienda/mongo';
import type { Config } from './config.ts';
import { ERRORS, ROLES } from './contract.ts';
import { openAppDatabase } from './database.ts';
import { type NoteEmail, noteEmails } from './notes/note-emails.ts';
import { createNoteService } from './notes/note-service.ts';
import { createNotifyConsumer } from './notes/notify-readers.ts';
import type { Services } from './procedures.ts';
import { appRouter } from './router.ts';

const PAGE_DIR = fileURLToPath(new URL('../../web/dist', import.meta.url));

export interface StartOptions extends Config {
  readonly mongodbUri: string;
  readonly log: Log;
}

/** Starts the application: its database, accounts, emails, jobs and the HTTP server. */
export async function startApp({ mongodbUri, dataDir, log, ...options }: StartOptions) {
  const database = await openAppDatabase(mongodbUri);
  // Changes nothing but in a new database, and after a change of the indexes. Where that would take
  // long because collections have grown, call it before a deployment instead.
  await database.indexes.sync();
  const encryptionKeys = await loadEncryptionKeys(dataDir);
  const emails = createEmailDelivery<AccountEmailContent | NoteEmail>({
    renderers: { ...createAccountEmails(), ...noteEmails },
    site: () => ({ name: 'Notes', url: options.publicUrl ?? server.url }),
    database,
    encryptionKeys,
    mailer: createOutboxMailer({ dir: `${dataDir}/outbox`, from: 'Notes <notes@localhost>' }),
    log,
  });
  const { authenticator, operator, ...auth } = createAuth({
    database,
    emails: emails.queue,
    roles: ROLES,
    initialRole: 'member',
    ownerRole: 'moderator',
    config: { applicationName: 'Notes', encryptionKeys },
    onDeleting: (accountId) => database.notes.eraseAccount(accountId),
  });
  const deps = { database, clock: systemClock, emails: emails.queue };
  const services: Services = {
    ...auth,
    notes: createNoteService(deps),
  };
  const jobs = createRelayWorker({
    database,
    consumers: [createNotifyConsumer(deps)],
    onFault: ({ job, error }) => log.error({ job, err: error }, 'job failed'),
  });
  const server: RunningServer = await startServer({
    router: appRouter,
    errors: ERRORS,
    context: () => ({ services }),
    runWithin: runCallBefore,
    authenticator,
    limits: {
      secret: encryptionKeys[0].key,
      strict: { auth: { points: 60, isBySource: true }, sharing: { points: 10 } },
    },
    page: { dir: PAGE_DIR, paths: ['/', '/verify-email', '/reset-password'] },
    background: [emails, jobs],
    database,
    log,
    ...options,
  });
  return { server, operator };
}
