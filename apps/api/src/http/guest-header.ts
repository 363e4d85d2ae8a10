import { createHash } from 'node:crypto';
import { type Buyer, GuestToken, ShopError } from '@trastienda/contract';

/** What a guest's token travels in. No page of another origin can send it unasked. */
export const GUEST_HEADER = 'trastienda-guest';

/**
 * Whose guest token a request carries; null for none. One that is no token fails the whole request
 * with `REQUEST_MALFORMED`: what is shorter could be guessed, and a typing error is another guest.
 */
export function readGuest(headers: Headers): Buyer | null {
  const token = headers.get(GUEST_HEADER);
  if (token === null) return null;
  if (!GuestToken.safeParse(token).success) {
    const message = `The header ${GUEST_HEADER} must be tg_ and 32 random bytes in base64url.`;
    throw new ShopError('REQUEST_MALFORMED', { message });
  }
  return { kind: 'guest', id: createHash('sha256').update(token).digest('hex') };
}
