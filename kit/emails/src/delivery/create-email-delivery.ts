import { type Clock, type Log, systemClock } from '@trastienda/base';
import { createCipher, type EncryptionKey, type LeaseStore, type Worker } from '@trastienda/mongo';
import type { EmailSite } from '../layout/email-templates.ts';
import type { EmailRendering, Mailer } from '../mailers/mailer.ts';
import type { Email, EmailContent, EmailQueue } from '../queue/email.ts';
import { createEmailQueue } from '../queue/email-queue.ts';
import type { EmailStore } from '../queue/email-store.ts';
import { createEmailWorker } from './create-email-worker.ts';

/** Renders an email, with links to the pages of a site. */
export type EmailRenderer<Content extends EmailContent> = (
  email: Email<Content>,
  site: EmailSite,
) => EmailRendering;

/** Renderers by template. Each domain contributes those of its emails. */
export type EmailRenderers<Content extends EmailContent> = {
  readonly [Template in Content['template']]: EmailRenderer<
    Extract<Content, { readonly template: Template }>
  >;
};

export interface EmailDeliveryOptions<Content extends EmailContent> {
  readonly database: { readonly emails: EmailStore; readonly leases: LeaseStore };
  /** The first key encrypts, all of them decrypt. */
  readonly encryptionKeys: readonly [EncryptionKey, ...EncryptionKey[]];
  /** Closed when the delivery stops. */
  readonly mailer: Mailer;
  readonly renderers: EmailRenderers<Content>;
  /** Returns the site that emails present and link to. Called for each email that is sent. */
  readonly site: () => EmailSite;
  /**
   * Receives faults: errors are for an operator to fix (a missing encryption key), warnings are
   * retried.
   */
  readonly log: Pick<Log, 'warn' | 'error'>;
  readonly clock?: Clock;
}

/** The emails of an application: the queue for its use cases, and the worker that sends them. */
export interface EmailDelivery<Content extends EmailContent> extends Worker {
  readonly queue: EmailQueue<Content>;
}

/**
 * Random delay between queuing an email and waking the worker. By then its transaction has usually
 * committed. The delay also hides whether a call caused an email: sending slows other calls down,
 * and an attacker who measured them right after the call could tell.
 */
const WAKE_AFTER_MS = { least: 200, most: 1500 };

function wakeDelayMs(): number {
  const { least, most } = WAKE_AFTER_MS;
  return least + Math.random() * (most - least);
}

/**
 * Creates the encrypted queue of an application's emails, and the worker that sends them once it is
 * started. Until then emails wait in the database.
 *
 * @example
 * const emails = createEmailDelivery<AccountEmailContent | NoteEmail>({
 *   renderers: { ...createAccountEmails(), ...noteEmails },
 *   site: () => ({ name: 'Notes', url: 'https://notes.example' }),
 *   database, encryptionKeys, mailer, log,
 * });
 */
export function createEmailDelivery<Content extends EmailContent>(
  options: EmailDeliveryOptions<Content>,
): EmailDelivery<Content> {
  const { database, mailer, log, site, clock = systemClock } = options;
  const cipher = createCipher(options.encryptionKeys);
  const shared = { store: database.emails, cipher, clock };
  const queue = createEmailQueue<Content>(shared);
  const renderers: Readonly<Record<string, EmailRenderer<never>>> = options.renderers;

  // The queue accepts under a template only what its renderer accepts.
  function render(email: Email<never>): EmailRendering {
    const { template }: EmailContent = email.content;
    const renderer = renderers[template];
    if (renderer === undefined) throw new TypeError(`No renderer for emails of ${template}.`);
    return renderer(email, site());
  }

  const worker = createEmailWorker<never>({
    ...shared,
    leases: database.leases,
    mailer,
    render,
    onFault: (fault) => log[fault.step === 'open' ? 'error' : 'warn'](fault, 'email'),
  });
  return {
    ...worker,
    queue: {
      async enqueue(email) {
        await queue.enqueue(email);
        // The worker sees the email once its transaction has committed. If that takes longer than
        // the delay, the next poll finds it.
        setTimeout(() => worker.wake(), wakeDelayMs()).unref();
      },
    },
    async stop(withinMs) {
      await worker.stop(withinMs);
      await mailer.close();
    },
  };
}
