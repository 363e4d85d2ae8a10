import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';

/** The forms of a network address that are kept after the request. */
export interface CallerAddress {
  /** Rate limit key: an IPv4 address, the /64 of an IPv6 address, or `unknown`. */
  readonly source: string;
  /** Form that may be stored: the /24 of an IPv4 address, the /48 of an IPv6 address, or null. */
  readonly network: string | null;
}

const UNKNOWN: CallerAddress = { source: 'unknown', network: null };

/** Some proxies append the port as well: `192.0.2.7:4711`, `[2001:db8::7]:4711`. */
const WITH_PORT = /^\[([^\]]+)\](?::\d+)?$|^(\d+\.\d+\.\d+\.\d+):\d+$/;

function bareAddress(text: string): string {
  const [, ipv6, ipv4] = WITH_PORT.exec(text) ?? [];
  return ipv6 ?? ipv4 ?? text;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Parses an address; IPv4-mapped IPv6 becomes IPv4. Returns null for anything else. */
export function parseAddress(address: string | undefined): Address | null {
  const text = bareAddress(address?.trim() ?? '').replace(/%.*$/, '');
  // `isValid` also accepts 010.1 and 0x7f000001, which would give one caller many keys.
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
  return isAddress ? ipaddr.process(text) : null;
}

/** Reads the caller's address from the socket address and `X-Forwarded-For`. */
export type AddressReader = (
  socketAddress: string | undefined,
  forwardedFor: string | null,
) => string | undefined;

/**
 * Creates a reader of addresses behind proxies, which are listed as CIDRs. Every trusted proxy has
 * appended its peer to the header, so the list is read from the right. The first untrusted address
 * is the caller; everything left of it may be forged. At text that is not an address, the last
 * trusted proxy is returned.
 */
export function createAddressReader(trustedProxies: readonly string[]): AddressReader {
  const networks = trustedProxies.map((cidr) => ipaddr.parseCIDR(cidr));
  const isTrusted = (address: Address) =>
    networks.some(
      ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
    );

  return function addressOf(socketAddress, forwardedFor) {
    // Proxies or not, there is no other address.
    if (forwardedFor === null) return socketAddress;
    const claims = forwardedFor?.split(',') ?? [];
    let caller = socketAddress;
    for (;;) {
      const speaker = parseAddress(caller);
      if (speaker === null || !isTrusted(speaker)) return caller;
      const claim = claims.pop()?.trim();
      if (claim === undefined || parseAddress(claim) === null) return caller;
      caller = claim;
    }
  };
}

/** Addresses of recent callers: most requests come from one that is known. */
const described = new LRUCache<string, CallerAddress>({ max: 1000 });

/** Longest address with a zone and a port; longer text is no address. */
const MAX_ADDRESS_LENGTH = 80;

/** Returns the forms of an address that may be kept. */
export function describeAddress(address: string | undefined): CallerAddress {
  if (address === undefined || address.length > MAX_ADDRESS_LENGTH) return describe(address);
  const known = described.get(address);
  if (known !== undefined) return known;
  const description = describe(address);
  described.set(address, description);
  return description;
}

function describe(address: string | undefined): CallerAddress {
  const parsed = parseAddress(address);
  if (parsed === null) return UNKNOWN;
  const bytes = parsed.toByteArray();
  const prefix = (bits: number) => {
    const kept = bytes.map((byte, index) => (index < bits / 8 ? byte : 0));
    return `${ipaddr.fromByteArray(kept).toString()}/${bits}`;
  };
  return parsed.kind() === 'ipv4'
    ? { source: parsed.toString(), network: prefix(24) }
    : { source: prefix(64), network: prefix(48) };
}
