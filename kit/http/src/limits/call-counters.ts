import type { RateLimitCounter } from '@trastienda/base';
import { encodeBase64Url } from 'hono/utils/encode';

const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const;

/** Derives a key, so that what the secret is used for elsewhere reveals nothing about this one. */
async function deriveKey(secret: Uint8Array) {
  const info = new TextEncoder().encode('trastienda call counters');
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  const material = await crypto.subtle.importKey('raw', new Uint8Array(secret), 'HKDF', false, [
    'deriveKey',
  ]);
  return crypto.subtle.deriveKey(hkdf, material, { ...HMAC, length: 256 }, false, ['sign']);
}

/**
 * Wraps a rate limit store so that it stores only keyed hashes of its keys. Keys contain network
 * addresses, which must not be readable in backups; an unkeyed hash of an IPv4 address is broken
 * within minutes.
 */
export function hideCounterKeys(store: RateLimitCounter, secret: Uint8Array): RateLimitCounter {
  const derived = deriveKey(secret);
  // Each use awaits it and reports its failure.
  derived.catch(() => {});
  return {
    async consume(limit, key, points) {
      const mac = await crypto.subtle.sign(HMAC, await derived, new TextEncoder().encode(key));
      const hidden = encodeBase64Url(mac).replace(/=+$/, '');
      return store.consume(limit, hidden, points);
    },
  };
}
