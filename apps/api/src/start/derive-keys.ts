import { createHmac, hkdfSync } from 'node:crypto';

const KEY_BYTES = 32;

/** Derives the key under which counters hash their keys from the 32-byte secret that all processes share. */
export function deriveCounterKey(secret: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'trastienda call counters', KEY_BYTES));
}

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
