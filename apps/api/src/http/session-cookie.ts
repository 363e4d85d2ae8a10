import { generateCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';

export interface SessionCookieOptions {
  /** Where browsers reach the server. */
  readonly publicUrl: string;
  readonly cookies: 'same-site' | 'cross-site';
}

/** The cookie that holds a browser's session. */
export interface SessionCookie {
  readonly name: string;
  /** Whether browsers keep it and send it along when a page of another site asks. */
  readonly isForOtherSites: boolean;
  /** What the request brings under this name; null when it brings none. */
  read(headers: Headers): string | null;
  /** The `Set-Cookie` that gives it to the browser until the session ends however much it is used. */
  issue(token: string, endsAt: Date): string;
  /** The `Set-Cookie` that takes it away. */
  expire(): string;
}

/** RFC 6265bis, section 5.5: browsers shorten what is longer. */
const MAX_AGE_SECONDS = 400 * 24 * 60 * 60;

/**
 * Over TLS the cookie is called `__Host-trastienda`: browsers then take it from this very host
 * only, over TLS only, so that neither a neighbouring host nor somebody on the network can plant a
 * session (RFC 6265bis, section 4.1.3.2). On this machine without TLS it is `trastienda`.
 *
 * Across sites it is `Partitioned` too: browsers that block other cookies of third parties keep
 * this one, for each site of its own.
 */
export function createSessionCookie({ publicUrl, cookies }: SessionCookieOptions): SessionCookie {
  const isSecure = publicUrl.startsWith('https:');
  const isForOtherSites = cookies === 'cross-site' && isSecure;
  const attributes = {
    httpOnly: true,
    ...(isSecure && { prefix: 'host' as const, secure: true as const }),
    ...(isForOtherSites
      ? { sameSite: 'None' as const, partitioned: true, secure: true as const }
      : { sameSite: 'Lax' as const }),
  };
  const name = isSecure ? '__Host-trastienda' : 'trastienda';
  return {
    name,
    isForOtherSites,
    read: (headers) => parse(headers.get('cookie') ?? '', name)[name] ?? null,
    issue(token, endsAt) {
      const seconds = Math.floor((endsAt.getTime() - Date.now()) / 1000);
      const maxAge = Math.max(0, Math.min(seconds, MAX_AGE_SECONDS));
      return generateCookie('trastienda', token, { ...attributes, maxAge });
    },
    expire: () => generateCookie('trastienda', '', { ...attributes, maxAge: 0 }),
  };
}
