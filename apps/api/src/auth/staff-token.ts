import { createHash, timingSafeEqual } from 'node:crypto';
import { ANONYMOUS, type MachineActor, PERMISSIONS, ShopError } from '@trastienda/contract';
import type { Authenticator } from './authenticator.ts';

const STAFF: MachineActor = { kind: 'machine', name: 'staff-token', permissions: PERMISSIONS };

/** RFC 6750, section 2.1; names of schemes ignore case (RFC 9110, section 11.1). */
const BEARER = /^bearer +([\w.~+/-]+=*)$/i;

/** SHA-256 of a token in hex, as `TRASTIENDA_STAFF_TOKEN_SHA256` holds it. */
export function hashStaffToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * Knows one token, by its SHA-256 in hex; null knows none. Whoever presents it may do everything.
 * Any other `Authorization` header throws `TOKEN_INVALID`: a caller who means to be somebody is
 * not silently served as nobody.
 */
export function createStaffTokenAuthenticator(sha256: string | null): Authenticator {
  const expected = sha256 === null ? null : Buffer.from(sha256, 'hex');
  return async function authenticate(headers) {
    const authorization = headers.get('authorization');
    if (authorization === null) return ANONYMOUS;
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined || expected === null) throw new ShopError('TOKEN_INVALID');
    // Hashes are compared, not tokens, so both sides have one length and the time that the
    // comparison takes says nothing.
    const presented = createHash('sha256').update(token).digest();
    if (!timingSafeEqual(presented, expected)) throw new ShopError('TOKEN_INVALID');
    return STAFF;
  };
}
