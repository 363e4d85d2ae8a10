import type { QueueJob } from '@trastienda/mongo';
import type { EmailContent } from '../queue/email.ts';
import type { LeasedEmail } from '../queue/email-document.ts';
import { type DeliveryDeps, deliverEmail } from './deliver-email.ts';
import { describeFailure } from './describe-failure.ts';

/** Lease duration of an email: longer than any mailer tries, and the delay after a crash. */
const LEASE_MS = 2 * 60_000;
/** A server that hardly responds must not delay emails to all others. */
const CONCURRENCY = 5;

export interface SendEmailsOptions<Content extends EmailContent>
  extends Omit<DeliveryDeps<Content>, 'signal'> {
  /** How many emails are sent at once; 5 by default. */
  readonly concurrency?: number;
}

/**
 * Sends the emails that wait in the queue. An email is sent at least once before it expires: again,
 * under the same `Message-ID`, when the process that sent it died before it could record that. An
 * email that is aborted goes back to the queue, even though its server may have accepted it.
 */
export function createSendEmails<Content extends EmailContent>(
  options: SendEmailsOptions<Content>,
): QueueJob {
  const { concurrency = CONCURRENCY, ...deps } = options;
  const { store, clock, onFault } = deps;

  async function deliver(leased: LeasedEmail, signal: AbortSignal): Promise<number> {
    try {
      return (await deliverEmail({ ...deps, signal }, leased)) ? 1 : 0;
    } catch (error) {
      const { id: emailId, attempts } = leased;
      onFault({ step: 'finish', emailId, attempts, reason: describeFailure(error) });
      return 0;
    }
  }

  return {
    name: 'send-emails',
    concurrency,
    async claim() {
      const now = clock.now();
      const leased = await store.lease(now, new Date(now.getTime() + LEASE_MS));
      return leased && ((signal) => deliver(leased, signal));
    },
  };
}
