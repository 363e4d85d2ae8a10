import { createHash } from 'node:crypto';

/** Returns the SHA-256 of a token in hex, as `TRASTIENDA_STAFF_TOKEN_SHA256` holds it. */
export function hashStaffToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
