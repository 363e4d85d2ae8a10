import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Addresses of the shop's own network that webhooks may go to: none, those of this machine, or also
 * those of private networks.
 */
export type LocalAddresses = 'none' | 'loopback' | 'all';

/** Ranges of private networks; the names are those of ipaddr.js. */
const PRIVATE_RANGES: ReadonlySet<string> = new Set(['private', 'carrierGradeNat', 'uniqueLocal']);

/** Services of cloud providers that give credentials to anyone on the machine. Never allowed. */
const METADATA_ADDRESSES: ReadonlySet<string> = new Set([
  ...['fd00:ec2::254', 'fd20:ce::254', 'fd00:42::42', '100.100.100.200', '168.63.129.16'],
]);

/** All that IANA has assigned for global unicast; the rest of IPv6 is special or reserved. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Addresses of IPv4 hosts behind a NAT64 gateway: the last four bytes are the address. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

function rangeOf(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  if (address.kind() === 'ipv4') return address.range();
  const v6 = ipaddr.IPv6.parse(address.toNormalizedString());
  if (v6.match(NAT64)) {
    const isPublic = new ipaddr.IPv4(v6.toByteArray().slice(-4)).range() === 'unicast';
    return isPublic ? 'unicast' : 'reserved';
  }
  const range = v6.range();
  return range === 'unicast' && !v6.match(GLOBAL_UNICAST) ? 'reserved' : range;
}

/**
 * Returns whether webhooks may go to an IP address. Addresses that are not public in any sense, such
 * as link-local ones, multicast and tunnels, are never allowed. An IPv4 address that is mapped into
 * IPv6 counts as the IPv4 address.
 */
export function isAllowedAddress(text: string, local: LocalAddresses): boolean {
  // Stricter than ipaddr.js, which also reads old forms of IPv4 addresses. No zones: they are local.
  if (isIP(text) === 0 || text.includes('%')) return false;
  const address = ipaddr.process(text);
  if (METADATA_ADDRESSES.has(address.toString())) return false;
  const range = rangeOf(address);
  if (range === 'unicast') return true;
  if (range === 'loopback') return local !== 'none';
  return local === 'all' && PRIVATE_RANGES.has(range);
}
