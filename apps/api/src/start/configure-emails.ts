import { join } from 'node:path';
import { type AccountEmail, type AccountEmailQueue, renderEmail } from '@trastienda/auth';
import { systemClock } from '@trastienda/base';
import {
  createEmailQueue,
  createEmailWorker,
  createOutboxMailer,
  createSmtpMailer,
  type EmailFault,
  type OutboxMailer,
} from '@trastienda/emails';
import { createCipher, type Worker } from '@trastienda/mongo';
import type { Database } from '@trastienda/shop-db';
import type { Logger } from 'pino';
import { type Config, ConfigError, type EmailConfig, type EncryptionKeys } from '../config/env.ts';

/** The queue of emails, and the worker that sends them by SMTP or writes them to the outbox. */
export interface EmailDelivery {
  readonly queue: AccountEmailQueue;
  /** Null when emails go by SMTP. */
  readonly outbox: OutboxMailer | null;
  /** Starts the worker; links in emails point to `storefrontUrl`. */
  start(storefrontUrl: string): void;
  /**
   * Stops the worker; resolves when emails in progress are sent. Those that take longer than
   * `withinMs` are aborted and, as all queued ones, sent after the next start.
   */
  stop(withinMs: number): Promise<void>;
}

export interface ConfigureEmailsOptions {
  readonly database: Pick<Database, 'emails' | 'leases'>;
  readonly config: Pick<Config, 'email' | 'dataDir' | 'accounts'>;
  readonly encryptionKeys: EncryptionKeys;
  readonly log: Logger;
}

/**
 * Random delay between queuing an email and waking the worker. By then its transaction has usually
 * committed. The delay also hides whether a call caused an email: sending slows other calls down,
 * and an attacker who measured them right after the call could tell.
 */
const WAKE_AFTER_MS = { least: 200, most: 1500 };

/** How emails call the people behind the shop. */
const CONTACT = { en: 'the shop', es: 'la tienda' } as const;

function wakeDelayMs(): number {
  const { least, most } = WAKE_AFTER_MS;
  return least + Math.random() * (most - least);
}

/** Logs as an error what an operator must fix (a missing encryption key); other faults are retried. */
function logFault(log: Logger, fault: EmailFault): void {
  log[fault.step === 'open' ? 'error' : 'warn'](fault, 'email');
}

function createMailer(email: EmailConfig, dataDir: string) {
  try {
    if (email.kind === 'smtp') return { mailer: createSmtpMailer(email), outbox: null };
    const outbox = createOutboxMailer({ dir: join(dataDir, 'outbox'), from: email.from });
    return { mailer: outbox, outbox };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`TRASTIENDA_SMTP_URL or TRASTIENDA_EMAIL_FROM: ${reason}`], []);
  }
}

export function configureEmails(options: ConfigureEmailsOptions): EmailDelivery {
  const { database, config, encryptionKeys, log } = options;
  const { email, dataDir, accounts } = config;
  const { mailer, outbox } = createMailer(email, dataDir);
  const cipher = createCipher(encryptionKeys);
  const shared = { store: database.emails, cipher, clock: systemClock };
  const waiting = createEmailQueue(shared);
  let worker: Worker | undefined;
  return {
    outbox,
    queue: {
      async enqueue(message) {
        await waiting.enqueue(message);
        // The worker sees the email once its transaction has committed. If that takes longer than
        // the delay, the next poll finds it.
        setTimeout(() => worker?.wake(), wakeDelayMs()).unref();
      },
    },
    start(storefrontUrl) {
      worker = createEmailWorker({
        ...shared,
        leases: database.leases,
        mailer,
        render: (message: AccountEmail) =>
          renderEmail(message, {
            name: accounts.shopName,
            url: storefrontUrl,
            contact: CONTACT,
          }),
        onFault: (fault) => logFault(log, fault),
      });
      worker.start();
    },
    async stop(withinMs) {
      await worker?.stop(withinMs);
      await mailer.close();
    },
  };
}
