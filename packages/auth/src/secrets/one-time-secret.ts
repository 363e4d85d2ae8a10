import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** What the kind of a secret is seen by: a session's token or an API key. */
export type SecretPrefix = 'ts_' | 'tk_';

/** 256 random bits as base64url, after the prefix if there is one. */
export function newSecret(prefix: SecretPrefix | '' = ''): string {
  return `${prefix}${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/**
 * What the database knows of a secret: SHA-256 of the whole text, prefix included, in hex. A fast
 * hash will do, because nobody can try out 256 random bits.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
