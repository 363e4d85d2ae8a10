import { isLoopbackHost } from './loopback.ts';

export interface OriginTrust {
  /** URL at which browsers reach the server. */
  readonly publicUrl: string;
  readonly cookies: 'same-site' | 'cross-site';
}

/**
 * Returns whether pages of an origin may act for the signed-in account. Attackers in transit can
 * modify pages served over plain HTTP: a server behind TLS accepts them only from the developer's
 * own machine, and not with cross-site cookies.
 */
export function isTrustedOrigin(origin: string, { publicUrl, cookies }: OriginTrust): boolean {
  const { protocol, hostname } = new URL(origin);
  if (protocol === 'https:') return true;
  if (cookies === 'cross-site') return false;
  return isLoopbackHost(hostname) || !publicUrl.startsWith('https:');
}
