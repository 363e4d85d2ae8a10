import type { LeasedMail, MailStore } from '@trastienda/db';
import { backoffMs, type Cipher, type Clock } from '@trastienda/runtime';
import { describeFailure } from './describe-failure.ts';
import type { Email, EmailContent } from './email.ts';
import type { Mailer, MailMessage, MailRendering } from './mailer.ts';
import { greetingName } from './plain-line.ts';
import { openMail } from './sealed-mail.ts';

/** Links live for half an hour or more: what lasts longer than ten minutes is not waited for. */
const BACKOFF = { firstMs: 10_000, longestMs: 600_000 };

/** What went wrong with a mail, for operators. Nothing in it names the recipient. */
export interface MailFault {
  /**
   * `lease` and `finish`: the database failed. `open`: it cannot be read, because its key is no
   * longer configured. `send`: it was not taken over.
   */
  readonly step: 'lease' | 'open' | 'send' | 'finish';
  /** Null when no mail was taken yet. */
  readonly mailId: string | null;
  /** How often sending this mail has begun. */
  readonly attempts: number;
  readonly reason: string;
}

export interface DeliveryDeps<Content extends EmailContent> {
  readonly store: MailStore;
  readonly cipher: Cipher;
  readonly mailer: Mailer;
  readonly render: (email: Email<Content>) => MailRendering;
  readonly clock: Clock;
  readonly onFault: (fault: MailFault) => void;
  /** Breaks off what is being sent; the mail is due again at once. */
  readonly signal: AbortSignal;
}

interface Outgoing {
  readonly message: MailMessage;
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
 * Sends a mail that was leased, or gives it back to the queue. True: it was sent, which a decoy never
 * is.
 */
export async function deliverMail<Content extends EmailContent>(
  deps: DeliveryDeps<Content>,
  leased: LeasedMail,
): Promise<boolean> {
  const { store, cipher, mailer, render, clock, onFault, signal } = deps;
  const { id, leaseId, attempts } = leased;

  const report = (step: MailFault['step'], reason: string) =>
    onFault({ step, mailId: id, attempts, reason });

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
    const mail = openMail<Content>(cipher, id, leased.sealed);
    const to = { email: mail.to.email, name: greetingName(mail.to.name) ?? '' };
    outgoing = { message: { id, to, ...render(mail) }, isDecoy: mail.isDecoy === true };
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
