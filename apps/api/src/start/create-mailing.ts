import { join } from 'node:path';
import { type AccountEmail, type AccountEmailQueue, renderEmail } from '@trastienda/auth';
import type { Database } from '@trastienda/db';
import {
  createEmailQueue,
  createEmailWorker,
  createOutboxMailer,
  createSmtpMailer,
  type EmailFault,
  type OutboxMailer,
} from '@trastienda/emails';
import { createCipher, systemClock, type Worker } from '@trastienda/runtime';
import type { Logger } from 'pino';
import { type Config, ConfigError, type EmailConfig, type EncryptionKeys } from '../config/env.ts';

/** The way of emails from the use cases out of the house. */
export interface Mailing {
  readonly queue: AccountEmailQueue;
  /** Null when emails are sent. */
  readonly outbox: OutboxMailer | null;
  /** Begins to send; links in emails lead to `storefrontUrl`. */
  start(storefrontUrl: string): void;
  /**
   * Resolves when the emails in hand are done; the others wait for the next start. What is not done
   * after `withinMs` is broken off and left to the next start too.
   */
  stop(withinMs: number): Promise<void>;
}

export interface MailingOptions {
  readonly database: Pick<Database, 'emails' | 'leases'>;
  readonly config: Pick<Config, 'email' | 'dataDir' | 'accounts'>;
  readonly encryptionKeys: EncryptionKeys;
  readonly log: Logger;
}

/**
 * When the worker looks for an email that was left: later than its transaction commits, and at a moment
 * that says nothing. Sending takes time that other calls notice; right after the call that caused
 * the email they would tell whether there was one.
 */
const WAKE_AFTER_MS = { least: 200, most: 1500 };

function wakeDelayMs(): number {
  const { least, most } = WAKE_AFTER_MS;
  return least + Math.random() * (most - least);
}

/** An email that cannot be opened wants a key that is not configured; the others are tried again. */
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

export function createMailing(options: MailingOptions): Mailing {
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
        // The worker sees the email when its transaction has committed. If that takes longer, or
        // another process left it, the worker's next look finds it.
        setTimeout(() => worker?.wake(), wakeDelayMs()).unref();
      },
    },
    start(storefrontUrl) {
      worker = createEmailWorker({
        ...shared,
        leases: database.leases,
        mailer,
        render: (message: AccountEmail) =>
          renderEmail(message, { shopName: accounts.shopName, storefrontUrl }),
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
