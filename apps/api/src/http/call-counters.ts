import { createHmac } from 'node:crypto';
import type { RateLimitStore } from '@trastienda/mongo';

/**
 * Wraps a rate limit store so that it stores only keyed hashes of its keys. Keys contain network
 * addresses, which must not be readable in backups; an unkeyed hash of an IPv4 address is broken
 * within minutes.
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
