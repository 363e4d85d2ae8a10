/**
 * Whether a host, as URLs and `Host` headers have it, is this machine itself: what is sent there
 * crosses no network. `localhost` and the names below it are loopback by RFC 6761, section 6.3.
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
