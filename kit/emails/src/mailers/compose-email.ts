import type { SendMailOptions } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import type { EmailMessage } from './mailer.ts';

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

/**
 * Composes an email for nodemailer. Its `Message-ID` derives from its id, so that duplicates can be
 * recognized. Throws for an address that would be something else in a header.
 */
export function composeEmail(sender: EmailSender, message: EmailMessage): SendMailOptions {
  const { id, to, subject, text, html } = message;
  if (NOT_IN_ADDRESS.test(to.email)) {
    throw Object.assign(new Error('No email can go to this address.'), { code: 'EENVELOPE' });
  }
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
    // RFC 3834: asks for no out-of-office replies.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
