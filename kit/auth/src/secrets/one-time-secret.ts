import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** Prefix that tells the kind of a secret: session token or API key. */
export type SecretPrefix = 'ts_' | 'tk_';

/** Returns 256 random bits as base64url, after the prefix if there is one. */
export function newSecret(prefix: SecretPrefix | '' = ''): string {
  return `${prefix}${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/**
 * Returns the stored form of a secret: SHA-256 of the whole text, prefix included, in hex. A fast
 * hash is enough, because 256 random bits cannot be guessed.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
