import { backoffMs, type Clock } from '@trastienda/base';
import type { Cipher } from '@trastienda/mongo';
import { greetingName } from '../layout/plain-line.ts';
import type { EmailMessage, EmailRendering, Mailer } from '../mailers/mailer.ts';
import type { Email, EmailContent } from '../queue/email.ts';
import type { LeasedEmail } from '../queue/email-document.ts';
import type { EmailStore } from '../queue/email-store.ts';
import { openEmail } from '../queue/sealed-email.ts';
import { describeFailure } from './describe-failure.ts';

/** Links live for half an hour or more: a delay beyond ten minutes would be too long. */
const BACKOFF = { firstMs: 10_000, longestMs: 600_000 };

/** Failure of an email, for operators. Contains nothing that identifies the recipient. */
export interface EmailFault {
  /**
   * `lease` and `finish`: the database failed. `open`: it cannot be decrypted, because its key is
   * no longer configured. `send`: the mailer rejected it.
   */
  readonly step: 'lease' | 'open' | 'send' | 'finish';
  /** Null if no email was leased yet. */
  readonly emailId: string | null;
  /** Number of attempts to send this email, including the current one. */
  readonly attempts: number;
  readonly reason: string;
}

export interface DeliveryDeps<Content extends EmailContent> {
  readonly store: EmailStore;
  readonly cipher: Cipher;
  readonly mailer: Mailer;
  readonly render: (email: Email<Content>) => EmailRendering;
  readonly clock: Clock;
  readonly onFault: (fault: EmailFault) => void;
  /** Aborts the delivery; the email is due again at once. */
  readonly signal: AbortSignal;
}

interface Outgoing {
  readonly message: EmailMessage;
  readonly isDecoy: boolean;
}

/** Rejects when the signal is aborted, even if the mailer ignores it. */
async function sendUnlessAborted(
  mailer: Mailer,
  { message, isDecoy }: Outgoing,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const sending = isDecoy ? mailer.dryRun(message) : mailer.send(message, signal);
  await Promise.race([sending, aborted]);
}

/**
 * Sends a leased email, or returns it to the queue. Returns true if it was sent, which a decoy
 * never is.
 */
export async function deliverEmail<Content extends EmailContent>(
  deps: DeliveryDeps<Content>,
  leased: LeasedEmail,
): Promise<boolean> {
  const { store, cipher, mailer, render, clock, onFault, signal } = deps;
  const { id, leaseId, attempts } = leased;

  const report = (step: EmailFault['step'], reason: string) =>
    onFault({ step, emailId: id, attempts, reason });

  async function giveBack(step: 'open' | 'send', error: unknown): Promise<false> {
    const reason = describeFailure(error);
    report(step, reason);
    // An aborted delivery is not a failure: the next worker need not wait.
    const delayMs = signal.aborted ? 0 : backoffMs(BACKOFF, attempts);
    const dueAt = new Date(clock.now().getTime() + delayMs);
    await store.postpone(id, leaseId, dueAt, `${step}: ${reason}`);
    return false;
  }

  let outgoing: Outgoing;
  try {
    const email = openEmail<Content>(cipher, id, leased.sealed);
    const to = { email: email.to.email, name: greetingName(email.to.name) ?? '' };
    outgoing = { message: { id, to, ...render(email) }, isDecoy: email.isDecoy === true };
  } catch (error) {
    return giveBack('open', error);
  }
  try {
    await sendUnlessAborted(mailer, outgoing, signal);
  } catch (error) {
    return giveBack('send', error);
  }
  const isOurs = await store.finish(id, leaseId);
  if (!isOurs) report('finish', 'sent after the lease had ended; it may be sent again');
  return !outgoing.isDecoy;
}
