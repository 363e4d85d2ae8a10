import ipaddr from 'ipaddr.js';

/** An address in the two forms that outlive the request. */
export interface CallerAddress {
  /** What calls are counted by: an IPv4 address, the /64 of an IPv6 one, or `unknown`. */
  readonly source: string;
  /** What may be written down: the /24 of an IPv4 address, the /48 of an IPv6 one, or null. */
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

/** IPv4 in the clothes of IPv6 is IPv4; null: it is no address. */
function parseAddress(address: string | undefined): Address | null {
  const text = bareAddress(address?.trim() ?? '').replace(/%.*$/, '');
  // `isValid` also takes 010.1 and 0x7f000001, which would give one caller many names.
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
  return isAddress ? ipaddr.process(text) : null;
}

/** Tells who calls from the socket's other end and the `X-Forwarded-For` of a request. */
export type AddressReader = (
  socketAddress: string | undefined,
  forwardedFor: string | null,
) => string | undefined;

/**
 * Reads addresses behind proxies, which are named by CIDR. A trusted proxy has appended its own
 * peer to the header, so the list is read from the right for as long as who speaks is trusted; the
 * first who is not is the caller, and what stands further left the caller may have written. At
 * text that is no address the last trusted proxy is all that is known for certain.
 */
export function createAddressReader(trustedProxies: readonly string[]): AddressReader {
  const networks = trustedProxies.map((cidr) => ipaddr.parseCIDR(cidr));
  const isTrusted = (address: Address) =>
    networks.some(
      ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
    );

  return function addressOf(socketAddress, forwardedFor) {
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

/** An address in its lasting forms. */
export function describeAddress(address: string | undefined): CallerAddress {
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
