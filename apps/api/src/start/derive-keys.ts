import { createHmac, hkdfSync } from 'node:crypto';
import type { LinkKeys } from '@trastienda/shop';

const KEY_BYTES = 32;

/** Derives the key for a purpose from a secret. */
function deriveKey(secret: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', purpose, KEY_BYTES));
}

/**
 * Returns the keys that sign the links of orders: that of the present secret, then those of former
 * ones, whose links work until they expire.
 */
export function deriveLinkKeys(secret: Uint8Array, formerSecrets: readonly Uint8Array[]): LinkKeys {
  const derive = (each: Uint8Array) => deriveKey(each, 'trastienda order links');
  return [derive(secret), ...formerSecrets.map(derive)];
}

/** Returns a function that replaces texts by hashes under a key. */
function createHashes(key: Uint8Array): (text: string) => string {
  return (text) => createHmac('sha256', key).update(text).digest('base64url');
}

/**
 * Returns a function that replaces network addresses by keyed hashes, under the secret that all
 * processes share.
 */
export function createAddressKeys(secret: Uint8Array): (source: string) => string {
  return createHashes(deriveKey(secret, 'trastienda held stock by address'));
}

/** As `createAddressKeys`, for the email addresses of counters. */
export function createEmailKeys(secret: Uint8Array): (email: string) => string {
  return createHashes(deriveKey(secret, 'trastienda counters of emails'));
}
