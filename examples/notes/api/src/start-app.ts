import {
  type AccountEmail,
  type AccountEmailContent,
  createAuth,
  renderEmail as renderAccountEmail,
} from '@trastienda/auth';
import { systemClock } from '@trastienda/base';
import {
  createEmailQueue,
  createEmailWorker,
  createOutboxMailer,
  type Email,
  type EmailTemplates,
  renderEmail,
} from '@trastienda/emails';
import { createApp, createCallLimits, type Log } from '@trastienda/http';
import { type RunningServer, serve } from '@trastienda/http/node';
import { createCipher } from '@trastienda/mongo';
import { ERRORS, ROLES } from './contract.ts';
import { openAppDatabase } from './database.ts';
import { createNoteService, type SharedEmail } from './notes/note-service.ts';
import type { Services } from './procedures.ts';
import { appRouter } from './router.ts';

const DAY_SECONDS = 86_400;
/** The pages that emails link to, and where browsers reach the server. */
const SITE = { name: 'Notes', url: 'http://localhost:5173' };

const TEMPLATES: EmailTemplates<SharedEmail> = {
  languages: {
    en: {
      greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
      text: (_content, site) => ({
        subject: 'A note was shared with you',
        paragraphs: [`You can read it on ${site}.`],
        action: 'Read the note',
      }),
    },
  },
  defaultLocale: 'en',
  pathOf: ({ noteId }) => `notes/${noteId}`,
};

type AnyEmail = Email<AccountEmailContent | SharedEmail>;

const isShared = (email: AnyEmail): email is Email<SharedEmail> =>
  email.content.template === 'note-shared';

const render = (email: AnyEmail) =>
  isShared(email)
    ? renderEmail(TEMPLATES, email, SITE)
    : renderAccountEmail(email as AccountEmail, SITE);

export interface StartOptions {
  readonly mongodbUri: string;
  /** Directory of the emails, one `.eml` file each. */
  readonly outboxDir: string;
  /** Secret of 32 bytes that seals emails and hashes addresses; the same in all processes. */
  readonly secret: Uint8Array<ArrayBuffer>;
  readonly port: number;
  readonly log: Log;
}

/** Starts the application: its database, accounts, emails and the HTTP server. */
export async function startApp(options: StartOptions) {
  const { log, secret } = options;
  const clock = systemClock;
  const database = await openAppDatabase(options.mongodbUri);
  await database.indexes.sync();
  const encryptionKeys = [{ id: 'k1', key: secret }] as const;
  const queue = { store: database.emails, cipher: createCipher(encryptionKeys), clock };
  const emails = createEmailQueue<AccountEmailContent | SharedEmail>(queue);
  const { auth, apiKeys, authenticator, operator } = createAuth({
    ...{ database, emails, roles: ROLES, initialRole: 'member', ownerRole: 'moderator' },
    config: {
      ...{ applicationName: SITE.name, passwordMinLength: 12, encryptionKeys },
      session: {
        slidingSeconds: 30 * DAY_SECONDS,
        absoluteSeconds: 90 * DAY_SECONDS,
        recentSeconds: 900,
      },
    },
    onDeleting: (accountId) => database.notes.removeByAuthor(accountId),
  });
  const services: Services = {
    auth,
    apiKeys,
    notes: createNoteService({ database, clock, emails }),
  };
  const mailer = createOutboxMailer({ dir: options.outboxDir, from: 'Notes <notes@localhost>' });
  const worker = createEmailWorker<AccountEmailContent | SharedEmail>({
    ...{ ...queue, leases: database.leases, mailer, render },
    onFault: (fault) => log.warn(fault, 'email'),
  });

  const strict = (name: string, points: number) => [
    { limit: { name: `calls:${name}`, points, seconds: 60 }, isBySource: true },
  ];
  const app = createApp({
    ...{ router: appRouter, errors: ERRORS, authenticator, database, log },
    context: () => ({ services }),
    consume: createCallLimits({
      ...{ rateLimits: database.rateLimits, counterKey: secret, callsPerMinute: 600 },
      strict: { auth: strict('auth', 60), sharing: strict('sharing', 10) },
    }),
    publicUrl: () => SITE.url,
  });
  const server: RunningServer = await serve({
    ...{ app, host: '127.0.0.1', port: options.port, log },
    ...{ requestTimeoutSeconds: 60, graceSeconds: 10 },
    async onClose(withinMs) {
      await worker.stop(withinMs / 2);
      await mailer.close();
      await database.close();
    },
  });
  worker.start();
  return { server, mailer, worker, operator };
}
