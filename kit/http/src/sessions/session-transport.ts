import { BaseError } from '@trastienda/base';
import type { SessionTransport } from '@trastienda/procedures';
import type { HttpNames } from '../http-names.ts';
import { isFromOtherSite } from '../origins/same-origin.ts';
import type { Credential } from './identify-caller.ts';
import type { SessionCookie } from './session-cookie.ts';

export interface TransportOptions {
  readonly headers: Headers;
  readonly cookie: SessionCookie;
  /** The credential that identified the caller. */
  readonly credential: Credential;
  /** Whether the request comes from a page that may hold the cookie. */
  readonly isFromOwnPage: boolean;
  readonly names: HttpNames;
  /** Whether a response may be sent before its calls end. */
  readonly mayStream: boolean;
}

export interface RequestTransport extends SessionTransport {
  /** The `Set-Cookie` of the response after its calls; null for none. */
  setCookie(): string | null;
}

/** Header by which clients ask for tRPC's batch stream. */
function isStreamed(headers: Headers): boolean {
  const accepted = headers.get('trpc-accept') ?? headers.get('accept') ?? '';
  return accepted.split(',').some((type) => type.trim() === 'application/jsonl');
}

/**
 * Creates the transport of session tokens for one request: by cookie, unless the caller asks for
 * the token.
 */
export function createSessionTransport(options: TransportOptions): RequestTransport {
  const { headers, cookie, credential, isFromOwnPage, names, mayStream } = options;
  const { sessionHeader, site } = names;
  const isTokenWanted = headers.get(sessionHeader) === 'token';
  let pending: string | null = null;

  /** A streamed response sends its headers before its calls end. */
  const requireWhole = (advice: string) => {
    if (!mayStream || !isStreamed(headers)) return;
    const message = `A streamed answer cannot set a cookie; ${advice}.`;
    throw new BaseError('MEDIA_UNSUPPORTED', { message });
  };

  const requireDeliverable = () => {
    if (isTokenWanted) return;
    // Otherwise a page of another site could sign a visitor in to the attacker's account (login
    // CSRF).
    if (!isFromOwnPage) {
      const message = `A sign-in hands its session over in a cookie, to pages of ${site} only. To get the token in the answer, send the header \`${sessionHeader}: token\`; to get the cookie, send an \`origin\` header with the origin of ${site}, as browsers do by themselves.`;
      throw new BaseError('ORIGIN_REJECTED', { message });
    }
    if (isFromOtherSite(headers) && !cookie.isForOtherSites) {
      const message = `The page is of another site than this server, so the browser would drop the cookie: call the server by a name of the same site (localhost and 127.0.0.1 are two), or set ${names.crossSiteCookiesSetting}.`;
      throw new BaseError('ORIGIN_REJECTED', { message });
    }
    requireWhole(`send \`${sessionHeader}: token\` or do not stream`);
  };

  return {
    requireDeliverable,
    deliver(outcome) {
      if (outcome.kind === 'second-factor') return outcome.required;
      const { token, absoluteExpiresAt, signedIn } = outcome.session;
      if (isTokenWanted) return { ...signedIn, token };
      requireDeliverable();
      pending = cookie.issue(token, absoluteExpiresAt);
      return { ...signedIn, token: null };
    },
    requireClearable() {
      if (credential === 'cookie') requireWhole('do not stream');
    },
    clear() {
      // A sign-out by token leaves the session in the cookie unchanged.
      if (credential === 'cookie') pending = cookie.expire();
    },
    setCookie: () => pending,
  };
}
