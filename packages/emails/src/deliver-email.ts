import type { EmailStore, LeasedEmail } from '@trastienda/db';
import { backoffMs, type Cipher, type Clock } from '@trastienda/runtime';
import { describeFailure } from './describe-failure.ts';
import type { Email, EmailContent } from './email.ts';
import type { EmailMessage, EmailRendering, Mailer } from './mailer.ts';
import { greetingName } from './plain-line.ts';
import { openEmail } from './sealed-email.ts';

/** Links live for half an hour or more: what lasts longer than ten minutes is not waited for. */
const BACKOFF = { firstMs: 10_000, longestMs: 600_000 };

/** What went wrong with an email, for operators. Nothing in it names the recipient. */
export interface EmailFault {
  /**
   * `lease` and `finish`: the database failed. `open`: it cannot be read, because its key is no
   * longer configured. `send`: it was not taken over.
   */
  readonly step: 'lease' | 'open' | 'send' | 'finish';
  /** Null when no email was taken yet. */
  readonly emailId: string | null;
  /** How often sending this email has begun. */
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
  /** Breaks off what is being sent; the email is due again at once. */
  readonly signal: AbortSignal;
}

interface Outgoing {
  readonly message: EmailMessage;
  readonly isDecoy: boolean;
}

/** Rejects when the signal is given, also when the mailer takes no notice of it. */
async function sendUnlessAborted(
  mailer: Mailer,
  { message, isDecoy }: Outgoing,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const sending = isDecoy ? mailer.rehearse(message) : mailer.send(message, signal);
  await Promise.race([sending, aborted]);
}

/**
 * Sends an email that was leased, or gives it back to the queue. True: it was sent, which a decoy never
 * is.
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
    // What was broken off has not failed: the next worker need not wait.
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
