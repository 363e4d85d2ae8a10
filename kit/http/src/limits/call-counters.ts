import { encodeBase64Url } from 'hono/utils/encode';
import type { RateLimitCounter } from './leased-limit.ts';

const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const;

/**
 * Wraps a rate limit store so that it stores only keyed hashes of its keys. Keys contain network
 * addresses, which must not be readable in backups; an unkeyed hash of an IPv4 address is broken
 * within minutes.
 */
export function hideCounterKeys(
  store: RateLimitCounter,
  counterKey: Uint8Array<ArrayBuffer>,
): RateLimitCounter {
  const imported = crypto.subtle.importKey('raw', counterKey, HMAC, false, ['sign']);
  // Each use awaits it and reports its failure.
  imported.catch(() => {});
  return {
    async consume(limit, key, points) {
      const mac = await crypto.subtle.sign(HMAC, await imported, new TextEncoder().encode(key));
      const hidden = encodeBase64Url(mac).replace(/=+$/, '');
      return store.consume(limit, hidden, points);
    },
  };
}
