import type { Cipher } from '@trastienda/runtime';
import type { Email, EmailContent } from './email.ts';

/** Binds a sealed email to its place in the queue. */
const contextOf = (id: string): string => `mail:${id}`;

export function sealEmail(cipher: Cipher, id: string, email: Email<EmailContent>): string {
  return cipher.seal(JSON.stringify(email), contextOf(id));
}

/** Throws what `Cipher.open` throws. What it opens was sealed by `sealEmail`, so it is an email. */
export function openEmail<Content extends EmailContent>(
  cipher: Cipher,
  id: string,
  sealed: string,
): Email<Content> {
  const email: Email<Content> = JSON.parse(cipher.open(sealed, contextOf(id)));
  return email;
}
