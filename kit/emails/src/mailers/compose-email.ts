import type { SendMailOptions } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import type { EmailHeaders, EmailMessage } from './mailer.ts';

/** Sender of emails, parsed. */
export interface EmailSender {
  readonly name: string;
  readonly address: string;
  readonly domain: string;
}

/** RFC 5321 allows these only in quoted addresses, and no such address can sign up. */
const NOT_IN_ADDRESS = /[\s\p{Cc}<>()[\]\\,;:"]/u;

/** Parses `shop@example.com` or `The Shop <shop@example.com>`; throws for anything else. */
export function readSender(from: string): EmailSender {
  const [sender, ...others] = addressparser(from, { flatten: true });
  const { name = '', address = '' } = sender ?? {};
  const domain = address.slice(address.lastIndexOf('@') + 1);
  if (others.length > 0 || !/^[^@]+@[^@]+$/.test(address) || NOT_IN_ADDRESS.test(address)) {
    throw new Error('The sender of emails is an address, or a name and an address in <>.');
  }
  return { name, address, domain };
}

/** Characters that need no encoding in a message id (RFC 5322, section 3.2.3). */
const THREAD_ID = /^[\w.-]{1,100}$/;

function requireAddress(email: string): void {
  if (!NOT_IN_ADDRESS.test(email)) return;
  throw Object.assign(new Error('No email can go to this address.'), { code: 'EENVELOPE' });
}

/** Returns the headers of RFC 8058, which mailboxes honor when DKIM signs them. */
function unsubscribeHeaders(url: string | undefined): Readonly<Record<string, string>> {
  if (url === undefined) return {};
  return {
    'List-Unsubscribe': `<${new URL(url).href}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

/** Returns the options for the headers of one email. */
function headerOptions(sender: EmailSender, headers: EmailHeaders): SendMailOptions {
  const { replyTo, threadId, unsubscribeUrl, isPersonal = false } = headers;
  if (replyTo !== undefined) requireAddress(replyTo.email);
  if (threadId !== undefined && !THREAD_ID.test(threadId)) {
    throw new TypeError('The id of a thread has characters that a message id may not have.');
  }
  // The first email of a thread need not exist: email programs group by equal references.
  const thread = `<thread.${threadId}@${sender.domain}>`;
  return {
    ...(replyTo && { replyTo: { name: replyTo.name, address: replyTo.email } }),
    ...(threadId !== undefined && { inReplyTo: thread, references: thread }),
    headers: {
      // RFC 3834: asks for no out-of-office replies.
      ...(!isPersonal && { 'Auto-Submitted': 'auto-generated' }),
      ...unsubscribeHeaders(unsubscribeUrl),
    },
  };
}

/**
 * Composes an email for nodemailer. Its `Message-ID` derives from its id, so that duplicates can be
 * recognized. Throws for an address that would be something else in a header.
 */
export function composeEmail(sender: EmailSender, message: EmailMessage): SendMailOptions {
  const { id, to, subject, text, html } = message;
  requireAddress(to.email);
  return {
    messageId: `<${id}@${sender.domain}>`,
    from: { name: sender.name, address: sender.address },
    to: { name: to.name, address: to.email },
    envelope: { from: sender.address, to: to.email },
    subject,
    text,
    html,
    // With other encodings of long lines it depends on the reader whether a link stays whole.
    textEncoding: 'quoted-printable',
    ...headerOptions(sender, message.headers ?? {}),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
