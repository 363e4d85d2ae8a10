import { isIP } from 'node:net';
import type { WebhookUrlProblem } from '@trastienda/shop-contract';
import { isAllowedAddress, type LocalAddresses } from './is-allowed-address.ts';

/** Ports of public receivers. Other ports are those of services that are not meant to be reached. */
const PUBLIC_PORTS: ReadonlySet<string> = new Set(['', '8443']);

/** Returns the host of a URL as a name or an IP address without brackets. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** Returns whether RFC 6761 reserves the name for this machine. */
const isLocalhost = (host: string): boolean => /(?:^|\.)localhost\.?$/.test(host);

/**
 * Returns why no webhook may go to a URL, as far as the URL shows; null for none. The addresses of a
 * name are checked with each request. Only local addresses may have http and any port.
 */
export function urlProblem(url: URL, local: LocalAddresses): WebhookUrlProblem | null {
  const host = hostOf(url);
  const isLiteral = isIP(host) !== 0;
  if (isLiteral ? !isAllowedAddress(host, local) : local === 'none' && isLocalhost(host)) {
    return 'address';
  }
  const isOfThisMachine = isLiteral ? !isAllowedAddress(host, 'none') : isLocalhost(host);
  if (local === 'all' || isOfThisMachine) return null;
  if (url.protocol !== 'https:') return 'scheme';
  return PUBLIC_PORTS.has(url.port) ? null : 'port';
}
