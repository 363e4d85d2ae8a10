import { createTransport } from 'nodemailer';
import { composeEmail, readSender } from './compose-email.ts';
import type { Mailer } from './mailer.ts';
import { readSmtpUrl } from './read-smtp-url.ts';

export interface SmtpMailerOptions {
  /** `smtps://user:password@host:465` or `smtp://…`; see `readSmtpUrl`. */
  readonly url: string;
  /** Sender: `shop@example.com` or `The Shop <shop@example.com>`. */
  readonly from: string;
  /** Timeout of sending one email; shorter than the lease of the queue's worker. */
  readonly timeoutMs?: number;
}

/** Equal to the concurrency of the queue's worker. */
const MAX_CONNECTIONS = 5;
const TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 20_000;

/**
 * Creates a mailer that sends emails to an SMTP server over a few persistent connections. `send`
 * rejects for every response other than success, temporary or final. Throws when `url` or `from` is
 * invalid.
 */
export function createSmtpMailer(options: SmtpMailerOptions): Mailer {
  const { url, from, timeoutMs = TIMEOUT_MS } = options;
  const sender = readSender(from);
  const transport = createTransport({
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    ...readSmtpUrl(url),
    // One retry, for a persistent connection that the server has closed; the queue does the rest.
    maxRequeues: 1,
    dnsTimeout: CONNECT_TIMEOUT_MS,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  const rehearsal = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  return {
    async dryRun(message) {
      await rehearsal.sendMail(composeEmail(sender, message));
    },
    async send(message, stopped) {
      // An idle timeout does not notice a server that sends a byte now and then.
      const expired = AbortSignal.timeout(timeoutMs);
      const signal = stopped === undefined ? expired : AbortSignal.any([expired, stopped]);
      await transport.sendMail({ ...composeEmail(sender, message), signal });
    },
    async close() {
      transport.close();
    },
  };
}
