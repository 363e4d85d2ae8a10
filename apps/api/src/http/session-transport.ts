import { ShopError } from '@trastienda/contract';
import type { SessionTransport } from '@trastienda/router';
import type { Credential } from './identify-caller.ts';
import { isFromOtherSite } from './same-origin.ts';
import type { SessionCookie } from './session-cookie.ts';

/**
 * In a request, `token` asks for the session's token in the answer of a sign-in; in an answer,
 * `ended` says that the session which the request presented is over.
 */
export const SESSION_HEADER = 'trastienda-session';

export interface TransportOptions {
  readonly headers: Headers;
  readonly cookie: SessionCookie;
  /** What the caller was identified by. */
  readonly credential: Credential;
  /** Whether the request comes from a page that may hold the cookie. */
  readonly isFromOwnPage: boolean;
}

export interface RequestTransport extends SessionTransport {
  /** The `Set-Cookie` of the answer, as its calls have left it; null for none. */
  setCookie(): string | null;
}

/** As tRPC's batch stream is asked for. */
function isStreamed(headers: Headers): boolean {
  const accepted = headers.get('trpc-accept') ?? headers.get('accept') ?? '';
  return accepted.split(',').some((type) => type.trim() === 'application/jsonl');
}

/** The way of a session's token in one request: to the cookie, unless the caller asks for it. */
export function createSessionTransport(options: TransportOptions): RequestTransport {
  const { headers, cookie, credential, isFromOwnPage } = options;
  const isTokenWanted = headers.get(SESSION_HEADER) === 'token';
  let pending: string | null = null;

  /** The headers of a streamed answer have left before its calls end. */
  const requireWhole = (advice: string) => {
    if (!isStreamed(headers)) return;
    const message = `A streamed answer cannot set a cookie; ${advice}.`;
    throw new ShopError('MEDIA_UNSUPPORTED', { message });
  };

  const requireDeliverable = () => {
    if (isTokenWanted) return;
    // Or a page of somebody else could sign a visitor in as somebody else (login CSRF).
    if (!isFromOwnPage) {
      const message = `A sign-in hands its session over in a cookie, to pages of the shop only. To get the token in the answer, send the header \`${SESSION_HEADER}: token\`; to get the cookie, send an \`origin\` header with the origin of the shop, as browsers do by themselves.`;
      throw new ShopError('ORIGIN_REJECTED', { message });
    }
    if (isFromOtherSite(headers) && !cookie.isForOtherSites) {
      const message =
        'The page is of another site than this server, so the browser would drop the cookie: call the server by a name of the same site (localhost and 127.0.0.1 are two), or set TRASTIENDA_COOKIES=cross-site.';
      throw new ShopError('ORIGIN_REJECTED', { message });
    }
    requireWhole(`send \`${SESSION_HEADER}: token\` or do not stream`);
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
      // Whoever signs out by a token leaves the session in the cookie as it is.
      if (credential === 'cookie') pending = cookie.expire();
    },
    setCookie: () => pending,
  };
}
