import { createHmac, hkdfSync } from 'node:crypto';

const KEY_BYTES = 32;

/**
 * Returns a function that replaces network addresses by keyed hashes, under the secret that all
 * processes share.
 */
export function createAddressKeys(secret: Uint8Array): (source: string) => string {
  const key = new Uint8Array(
    hkdfSync('sha256', secret, '', 'trastienda held stock by address', KEY_BYTES),
  );
  return (source) => createHmac('sha256', key).update(source).digest('base64url');
}
