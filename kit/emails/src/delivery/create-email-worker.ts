import { createWorker, type LeaseStore, type Worker } from '@trastienda/mongo';
import type { EmailContent } from '../queue/email.ts';
import { describeFailure } from './describe-failure.ts';
import { createSendEmails, type SendEmailsOptions } from './send-emails.ts';

/** How often to look for emails that other processes queued, or that are due for a retry. */
const POLL_MS = 2000;

export interface EmailWorkerOptions<Content extends EmailContent>
  extends SendEmailsOptions<Content> {
  readonly leases: LeaseStore;
  readonly pollMs?: number;
}

/**
 * Creates a worker that sends the emails of the queue. `runOnce` returns how many were sent. Call
 * `wake` after an email was queued, so that it does not wait for the next poll.
 */
export function createEmailWorker<Content extends EmailContent>(
  options: EmailWorkerOptions<Content>,
): Worker {
  const { leases, pollMs = POLL_MS, ...sending } = options;
  return createWorker({
    jobs: [createSendEmails(sending)],
    leases,
    clock: sending.clock,
    pollMs,
    onFault: ({ error }) =>
      sending.onFault({
        step: 'lease',
        emailId: null,
        attempts: 0,
        reason: describeFailure(error),
      }),
  });
}
