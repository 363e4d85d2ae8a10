import { createHmac } from 'node:crypto';
import type { RateLimitStore } from '@trastienda/db';

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
