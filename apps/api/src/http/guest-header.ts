import { createHash } from 'node:crypto';
import { BaseError } from '@trastienda/base';
import { type Buyer, GuestToken } from '@trastienda/shop-contract';

/** Header of the guest token. Pages of other origins cannot send it without a preflight. */
export const GUEST_HEADER = 'trastienda-guest';

/**
 * Returns the buyer of the guest token; null without one.
 *
 * @throws {BaseError} REQUEST_MALFORMED when the token is malformed: a shorter one could be
 *   guessed, and a typo would be another guest.
 */
export function readGuest(headers: Headers): Buyer | null {
  const token = headers.get(GUEST_HEADER);
  if (token === null) return null;
  if (!GuestToken.safeParse(token).success) {
    const message = `The header ${GUEST_HEADER} must be tg_ and 32 random bytes in base64url.`;
    throw new BaseError('REQUEST_MALFORMED', { message });
  }
  return { kind: 'guest', id: createHash('sha256').update(token).digest('hex') };
}
