import type { Cipher } from '@trastienda/mongo';
import type { Email, EmailContent } from './email.ts';

/** Returns the encryption context that binds an email to its place in the queue. */
const contextOf = (id: string): string => `mail:${id}`;

export function sealEmail(cipher: Cipher, id: string, email: Email<EmailContent>): string {
  return cipher.seal(JSON.stringify(email), contextOf(id));
}

/** Decrypts an email that `sealEmail` sealed. Throws the errors of `Cipher.open`. */
export function openEmail<Content extends EmailContent>(
  cipher: Cipher,
  id: string,
  sealed: string,
): Email<Content> {
  const email: Email<Content> = JSON.parse(cipher.open(sealed, contextOf(id)));
  return email;
}
