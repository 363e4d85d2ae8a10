import { type Actor, ANONYMOUS, type Authenticator, BaseError } from '@trastienda/base';

/** Returns the actor of a configured token, or null. */
export type TokenCheck<Caller extends Actor = Actor> = (token: string) => Caller | null;

/** The kind of credential that a request uses. */
export type Credential = 'none' | 'bearer' | 'cookie';

export interface IdentifyOptions {
  /** Checks tokens of the `Authorization` header before the authenticator does. */
  readonly checkToken: TokenCheck;
  readonly authenticator: Authenticator;
}

/** The credentials of a request. */
export interface Presented {
  readonly authorization: string | null;
  readonly cookie: string | null;
}

/** RFC 6750, section 2.1; names of schemes ignore case (RFC 9110, section 11.1). */
const BEARER = /^bearer +([\w.~+/-]+=*)$/i;

/** Longer than any token of this server; longer values are rejected without a query. */
const MAX_TOKEN_LENGTH = 512;

const SESSION_TOKEN = /^ts_[\w-]{1,200}$/;

const ENDED: Actor = { kind: 'anonymous', hasEndedSession: true };

/** Returns the credential that counts: the cookie only without an `Authorization` header. */
export function credentialOf({ authorization, cookie }: Presented): Credential {
  if (authorization !== null) return 'bearer';
  return cookie === null ? 'none' : 'cookie';
}

/**
 * Creates the function that identifies callers. Without a credential a caller is anonymous. An
 * invalid header is an error, so that a caller with credentials is never silently served as
 * anonymous. An invalid cookie makes an anonymous caller whose session has ended, because a page
 * cannot delete the cookie.
 *
 * @throws {BaseError} TOKEN_INVALID when the `Authorization` header is invalid.
 */
export function createCallerIdentifier({ checkToken, authenticator }: IdentifyOptions) {
  const bearer = async (authorization: string): Promise<Actor> => {
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined || token.length > MAX_TOKEN_LENGTH) {
      throw new BaseError('TOKEN_INVALID');
    }
    return checkToken(token) ?? (await authenticator.authenticate(token));
  };
  const session = async (token: string): Promise<Actor> =>
    // Only sessions are accepted in cookies: API keys have no business in a browser.
    SESSION_TOKEN.test(token) ? authenticator.authenticate(token) : ENDED;

  return async function identifyCaller({ authorization, cookie }: Presented): Promise<Actor> {
    if (authorization !== null) return bearer(authorization);
    return cookie === null ? ANONYMOUS : session(cookie);
  };
}
