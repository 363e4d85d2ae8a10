import { isLoopbackHost } from './loopback.ts';

export interface OriginTrust {
  /** Where browsers reach the server. */
  readonly publicUrl: string;
  readonly cookies: 'same-site' | 'cross-site';
}

/**
 * Whether pages of an origin may act for whoever is signed in. What comes over plain HTTP anybody
 * on the way can have written: with a server behind TLS such a page has no place, but on the
 * developer's own machine, and even there not when other sites get the cookie.
 */
export function isTrustedOrigin(origin: string, { publicUrl, cookies }: OriginTrust): boolean {
  const { protocol, hostname } = new URL(origin);
  if (protocol === 'https:') return true;
  if (cookies === 'cross-site') return false;
  return isLoopbackHost(hostname) || !publicUrl.startsWith('https:');
}
