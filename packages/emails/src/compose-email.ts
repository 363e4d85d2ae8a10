import type { SendMailOptions } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import type { EmailMessage } from './mailer.ts';

/** Whom emails come from, taken apart. */
export interface EmailSender {
  readonly name: string;
  readonly address: string;
  readonly domain: string;
}

/** RFC 5321 lets these into an address between quotes only, and no such address can sign up. */
const NOT_IN_ADDRESS = /[\s\p{Cc}<>()[\]\\,;:"]/u;

/** Reads `shop@example.com` or `The Shop <shop@example.com>`; throws for anything else. */
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
 * An email as nodemailer takes it. Its `Message-ID` is made of its id, so that one that is sent twice
 * can be told to be one. Throws for an address that a header would make something else of.
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
    // Other encodings of long lines leave it to the reader whether a link is whole.
    textEncoding: 'quoted-printable',
    // RFC 3834: no out-of-office notes for these, please.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
