import { generateCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';

export interface SessionCookieOptions {
  /** URL at which browsers reach the server. */
  readonly publicUrl: string;
  readonly cookies: 'same-site' | 'cross-site';
  /** Its name without TLS. */
  readonly name: string;
}

/** The cookie that holds a browser's session. */
export interface SessionCookie {
  readonly name: string;
  /** True when browsers store and send it for pages of other sites. */
  readonly isForOtherSites: boolean;
  /** Returns the value in a request; null without one. */
  read(headers: Headers): string | null;
  /** Returns the `Set-Cookie` that stores a session until its absolute end. */
  issue(token: string, endsAt: Date): string;
  /** Returns the `Set-Cookie` that deletes it. */
  expire(): string;
}

/** RFC 6265bis, section 5.5: browsers shorten longer lifetimes. */
const MAX_AGE_SECONDS = 400 * 24 * 60 * 60;

/**
 * Creates the session cookie. Over TLS its name has the prefix `__Host-`: browsers then accept it
 * only over TLS and from this very host, so that neither a neighboring host nor an attacker on the
 * network can plant a session (RFC 6265bis, section 4.1.3.2). On this machine without TLS it is the
 * plain name.
 *
 * Across sites it is also `Partitioned`: browsers that block third-party cookies keep it,
 * separately for each top-level site.
 */
export function createSessionCookie(options: SessionCookieOptions): SessionCookie {
  const { publicUrl, cookies, name: baseName } = options;
  const isSecure = publicUrl.startsWith('https:');
  const isForOtherSites = cookies === 'cross-site' && isSecure;
  const attributes = {
    httpOnly: true,
    ...(isSecure && { prefix: 'host' as const, secure: true as const }),
    ...(isForOtherSites
      ? { sameSite: 'None' as const, partitioned: true, secure: true as const }
      : { sameSite: 'Lax' as const }),
  };
  const name = isSecure ? `__Host-${baseName}` : baseName;
  return {
    name,
    isForOtherSites,
    read: (headers) => parse(headers.get('cookie') ?? '', name)[name] ?? null,
    issue(token, endsAt) {
      const seconds = Math.floor((endsAt.getTime() - Date.now()) / 1000);
      const maxAge = Math.max(0, Math.min(seconds, MAX_AGE_SECONDS));
      return generateCookie(baseName, token, { ...attributes, maxAge });
    },
    expire: () => generateCookie(baseName, '', { ...attributes, maxAge: 0 }),
  };
}
