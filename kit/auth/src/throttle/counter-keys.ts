import { createHmac, hkdfSync } from 'node:crypto';

/** Returns the key of a counter from the values that it counts by. */
export type CounterKeyOf = (...parts: readonly string[]) => string;

const KEY_BYTES = 32;

/**
 * Creates counter keys that hide the values in them. Backups and consoles show counters: from a
 * plain hash of an email address, anybody with a list of addresses could tell which ones are
 * present. `secret` has 32 bytes that all processes share; replacing it restarts all counters.
 */
export function createCounterKeys(secret: Uint8Array): CounterKeyOf {
  const key = new Uint8Array(
    hkdfSync('sha256', secret, '', 'trastienda account counters', KEY_BYTES),
  );
  return (...parts) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
}
