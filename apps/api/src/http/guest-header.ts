import { createHash, randomBytes } from 'node:crypto';
import { BaseError } from '@trastienda/base';
import type { ContextRequest } from '@trastienda/http';
import { type Buyer, GuestToken } from '@trastienda/shop-contract';
import { findProcedure } from '@trastienda/shop-router';

/** Header of the guest token. Pages of other origins cannot send it without a preflight. */
export const GUEST_HEADER = 'trastienda-guest';

/** Value of the header that says: the token is in the cookie, which no script can read. */
const IN_COOKIE = 'cookie';

/** Name of the cookie; over TLS it has the prefix `__Host-`, as that of the session. */
const GUEST_COOKIE = 'trastienda-guest';

/** The longest that browsers keep a cookie. */
const LIFETIME_MS = 400 * 24 * 60 * 60 * 1000;

const newToken = () => `tg_${randomBytes(32).toString('base64url')}`;

const guestOf = (token: string): Buyer => ({
  kind: 'guest',
  id: createHash('sha256').update(token).digest('hex'),
});

/** Returns whether the calls of a request store something for a guest, or stay open for one. */
function needsLastingGuest({ actor, paths }: ContextRequest): boolean {
  // An account needs no guest, and a session that has ended must not become one.
  if (actor.kind !== 'anonymous' || actor.hasEndedSession === true) return false;
  return paths.some((path) => {
    const procedure = findProcedure(path);
    if (procedure?.type === 'subscription') return true;
    return procedure?.type === 'mutation' && procedure.meta.access === 'buyer';
  });
}

/** Returns whether a call of the request ends the session of the caller. */
function endsSession({ paths }: ContextRequest): boolean {
  return paths.some((path) => findProcedure(path)?.meta.session === 'end');
}

/**
 * Returns the guest of the cookie. Without one, calls that only read are those of a new guest whom
 * nothing belongs to, and others get a cookie with a new token.
 */
function readGuestCookie(request: ContextRequest): Buyer | null {
  const cookie = request.cookieOf(GUEST_COOKIE);
  const presented = GuestToken.safeParse(cookie.read());
  // The next person at a shared device must not see the orders of a guest who has signed in and out.
  if (presented.success && endsSession(request)) cookie.set('', new Date(0));
  // A page could neither see nor delete a malformed one: it counts as absent.
  if (presented.success) return guestOf(presented.data);
  if (request.actor.kind !== 'anonymous') return null;
  const token = newToken();
  if (needsLastingGuest(request)) cookie.set(token, new Date(Date.now() + LIFETIME_MS));
  return guestOf(token);
}

/**
 * Returns the buyer of the guest token; null without one. The token is in the header, or in the
 * cookie when the header says so.
 *
 * @throws {BaseError} REQUEST_MALFORMED when the token is malformed: a shorter one could be
 *   guessed, and a typo would be another guest.
 * @throws {BaseError} ORIGIN_REJECTED when a page of another origin uses the cookie.
 */
export function readGuest(headers: Headers, request: ContextRequest): Buyer | null {
  const token = headers.get(GUEST_HEADER);
  if (token === null) return null;
  if (token === IN_COOKIE) return readGuestCookie(request);
  if (!GuestToken.safeParse(token).success) {
    const message = `The header ${GUEST_HEADER} must be tg_ and 32 random bytes in base64url, or \`${IN_COOKIE}\`.`;
    throw new BaseError('REQUEST_MALFORMED', { message });
  }
  return guestOf(token);
}
