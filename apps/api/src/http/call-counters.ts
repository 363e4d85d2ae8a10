import { createHmac, hkdfSync } from 'node:crypto';
import type { RateLimitStore } from '@trastienda/db';

const KEY_BYTES = 32;

/** A key for `hideCounterKeys`, from a secret of 32 bytes that all processes share. */
export function deriveCounterKey(secret: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'trastienda call counters', KEY_BYTES));
}

/** Names for network addresses that say nothing without the secret, which all processes share. */
export function createAddressKeys(secret: Uint8Array): (source: string) => string {
  const key = new Uint8Array(
    hkdfSync('sha256', secret, '', 'trastienda held stock by address', KEY_BYTES),
  );
  return (source) => createHmac('sha256', key).update(source).digest('base64url');
}

/**
 * Counters whose keys the database does not learn. They name callers by their addresses, which must
 * not be readable in backups; a hash without a key would hide an IPv4 address for some minutes.
 */
export function hideCounterKeys(
  store: Pick<RateLimitStore, 'consume'>,
  counterKey: Uint8Array,
): Pick<RateLimitStore, 'consume'> {
  return {
    consume(limit, key, points) {
      const hidden = createHmac('sha256', counterKey).update(key).digest('base64url');
      return store.consume(limit, hidden, points);
    },
  };
}
