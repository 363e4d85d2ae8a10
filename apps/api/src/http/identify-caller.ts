import type { Authenticator } from '@trastienda/auth';
import { type Actor, ANONYMOUS, ShopError } from '@trastienda/contract';
import type { StaffTokenCheck } from './staff-token.ts';

/** How a request says who is calling. */
export type Credential = 'none' | 'bearer' | 'cookie';

export interface IdentifyOptions {
  readonly checkStaffToken: StaffTokenCheck;
  readonly authenticator: Authenticator;
}

/** What a request presents. */
export interface Presented {
  readonly authorization: string | null;
  readonly cookie: string | null;
}

/** RFC 6750, section 2.1; names of schemes ignore case (RFC 9110, section 11.1). */
const BEARER = /^bearer +([\w.~+/-]+=*)$/i;

/** Longer than any token of ours; what is longer is not worth a look into the database. */
const MAX_TOKEN_LENGTH = 512;

const SESSION_TOKEN = /^ts_[\w-]{1,200}$/;

const ENDED: Actor = { kind: 'anonymous', hasEndedSession: true };

/** What the caller is identified by: the cookie only where there is no `Authorization` header. */
export function credentialOf({ authorization, cookie }: Presented): Credential {
  if (authorization !== null) return 'bearer';
  return cookie === null ? 'none' : 'cookie';
}

/**
 * Finds out who is calling: whoever says nothing is a visitor. An `Authorization` header that is
 * no good throws `TOKEN_INVALID`: a caller who means to be somebody is not silently served as
 * nobody. A cookie that is no good makes a visitor whose session has ended, because a page cannot
 * see it to take it away.
 */
export function createCallerIdentifier({ checkStaffToken, authenticator }: IdentifyOptions) {
  const bearer = async (authorization: string): Promise<Actor> => {
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined || token.length > MAX_TOKEN_LENGTH) {
      throw new ShopError('TOKEN_INVALID');
    }
    return checkStaffToken(token) ?? (await authenticator.authenticate(token));
  };
  const session = async (token: string): Promise<Actor> =>
    // A cookie holds a session and nothing else: keys of systems have no business in a browser.
    SESSION_TOKEN.test(token) ? authenticator.authenticate(token) : ENDED;

  return async function identifyCaller({ authorization, cookie }: Presented): Promise<Actor> {
    if (authorization !== null) return bearer(authorization);
    return cookie === null ? ANONYMOUS : session(cookie);
  };
}
