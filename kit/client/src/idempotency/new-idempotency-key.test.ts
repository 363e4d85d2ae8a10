import { expect, test } from 'vitest';
import { newIdempotencyKey } from './new-idempotency-key.ts';

test('An idempotency key is accepted by the server, and unique', () => {
  const keys = Array.from({ length: 1000 }, newIdempotencyKey);
  for (const key of keys) expect(key).toMatch(/^[\w.:-]{16,128}$/);
  expect(new Set(keys).size).toBe(keys.length);
});
