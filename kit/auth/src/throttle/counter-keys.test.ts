import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createCounterKeys } from './counter-keys.ts';

const secretOf = (byte: number) => new Uint8Array(32).fill(byte);

test('the key of a counter reveals nothing to a reader with a list of addresses but without the secret', () => {
  const keyOf = createCounterKeys(secretOf(1));
  const parts = ['sign-up', 'ana@example.com'];
  expect(keyOf(...parts)).toBe(createCounterKeys(secretOf(1))(...parts));
  expect(keyOf(...parts)).not.toBe(createCounterKeys(secretOf(2))(...parts));
  expect(keyOf('sign-up', 'eva@example.com')).not.toBe(keyOf(...parts));
  expect(keyOf('sign-', 'upana@example.com')).not.toBe(keyOf(...parts));
  const guesses = [JSON.stringify(parts), parts.join(':'), 'ana@example.com'];
  for (const guess of guesses) {
    const hash = createHash('sha256').update(guess).digest('base64url');
    expect(keyOf(...parts)).not.toBe(hash);
  }
});
