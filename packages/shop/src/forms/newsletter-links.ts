import { createHash, randomBytes } from 'node:crypto';
import type { Keyring } from './keyring.ts';

const SECRET_BYTES = 32;

/** `u1`, id of the subscriber, signature. */
const FORMAT = /^(u1\.([0-9a-f]{24}))\.([\w-]{43})$/;

/** Returns a new secret of a confirmation link. */
export function newConfirmationSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** Returns the stored form of the secret of a confirmation link: SHA-256 in hex. */
export function hashConfirmation(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/**
 * Returns the token of the links that end a subscription. It does not expire: newsletters stay in
 * mailboxes for years, and the law wants their links to work.
 */
export function unsubscribeTokenOf(keyring: Keyring, subscriberId: string): string {
  const text = `u1.${subscriberId}`;
  return `${text}.${keyring.sign('newsletter link', text)}`;
}

/** Returns the id of the subscriber of a token; null unless it is signed. */
export function readUnsubscribeToken(keyring: Keyring, token: string): string | null {
  const [, text, subscriberId, signature] = FORMAT.exec(token) ?? [];
  if (text === undefined || subscriberId === undefined || signature === undefined) return null;
  return keyring.isSigned('newsletter link', text, signature) ? subscriberId : null;
}
