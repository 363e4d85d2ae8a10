import type { Cipher } from '../secrets/cipher.ts';
import type { Mail } from './mail.ts';

/** Binds a sealed mail to its place in the queue. */
const contextOf = (id: string): string => `mail:${id}`;

export function sealMail(cipher: Cipher, id: string, mail: Mail): string {
  return cipher.seal(JSON.stringify(mail), contextOf(id));
}

/** Throws what `Cipher.open` throws. What it opens was sealed by `sealMail`, so it is a mail. */
export function openMail(cipher: Cipher, id: string, sealed: string): Mail {
  const mail: Mail = JSON.parse(cipher.open(sealed, contextOf(id)));
  return mail;
}
