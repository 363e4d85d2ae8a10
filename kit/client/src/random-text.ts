/** Returns random bytes as base64url. Also works in pages that were not loaded over TLS. */
export function randomText(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  const base64 = btoa(String.fromCharCode(...random));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
