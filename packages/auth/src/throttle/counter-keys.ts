import { createHmac, hkdfSync } from 'node:crypto';

/** The key of a counter, by what it counts for. */
export type CounterKeyOf = (...parts: readonly string[]) => string;

const KEY_BYTES = 32;

/**
 * Keys that hide what they are made of. Counters are kept where backups and consoles show them: with
 * a plain hash of an email address, whoever has a list of addresses could tell which ones are there.
 * `secret` has 32 bytes that all processes share; with another one all counters begin anew.
 */
export function createCounterKeys(secret: Uint8Array): CounterKeyOf {
  const key = new Uint8Array(
    hkdfSync('sha256', secret, '', 'trastienda account counters', KEY_BYTES),
  );
  return (...parts) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
}
