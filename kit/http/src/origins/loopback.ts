/**
 * Returns whether a host, as in URLs and `Host` headers, is this machine. `localhost` and its
 * subdomains are loopback by RFC 6761, section 6.3.
 */
export function isLoopbackHost(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    /^127(\.\d{1,3}){3}$/.test(name)
  );
}
