import { lookup, Resolver } from 'node:dns/promises';
import { isIPv4 } from 'node:net';
import type { LocalAddresses } from './is-allowed-address.ts';

/** Returns the IP addresses of a host name; rejects when it has none. */
export type ResolveHost = (name: string) => Promise<readonly string[]>;

const DNS = { timeout: 2000, tries: 2 } as const;

/** IPv4 first: a machine without IPv6 would wait for a connection that never comes. */
const ipv4First = (addresses: readonly string[]) => [
  ...addresses.filter((address) => isIPv4(address)),
  ...addresses.filter((address) => !isIPv4(address)),
];

/** Resolves as other programs of this machine do, also names of its hosts file. */
const resolveLocally: ResolveHost = async (name) => {
  const found = await lookup(name, { all: true });
  return ipv4First(found.map(({ address }) => address));
};

/**
 * Asks DNS alone. Names of the hosts file are local, and the system's lookup would occupy one of the
 * few threads of the process while a name server does not respond.
 */
const resolvePublicly: ResolveHost = async (name) => {
  const resolver = new Resolver(DNS);
  const [ipv4, ipv6] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  if (ipv4.status === 'rejected' && ipv6.status === 'rejected') throw ipv4.reason;
  return [ipv4, ipv6].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
};

/** Creates the resolver of the receivers' names. */
export function createResolveHost(local: LocalAddresses): ResolveHost {
  return local === 'none' ? resolvePublicly : resolveLocally;
}
