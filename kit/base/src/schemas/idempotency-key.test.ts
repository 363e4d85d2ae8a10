import { expect, test } from 'vitest';
import { IdempotencyKey } from './idempotency-key.ts';

test.each([
  ['a UUID', '0b9f1a52-7c57-4f0e-9a57-6a4f6d1f8e11'],
  ['16 characters', 'k'.repeat(16)],
  ['200 characters', 'k'.repeat(200)],
  ['base64', 'a+b/c=d+e/f=g+h/'],
])('An idempotency key is %s', (_, key) => {
  expect(IdempotencyKey.parse(key)).toBe(key);
});

test('An idempotency key is the same with the quotes of the IETF draft and without', () => {
  expect(IdempotencyKey.parse('"delivery-7-of-march"')).toBe('delivery-7-of-march');
});

test.each([
  ['empty', ''],
  ['short enough to be used twice by accident', 'k'.repeat(15)],
  ['long', 'k'.repeat(201)],
  ['several, as one header has them when it is sent twice', `${'k'.repeat(16)}, ${'l'.repeat(16)}`],
  ['other than ASCII', 'ñ'.repeat(20)],
  ['short between quotes', `"${'k'.repeat(15)}"`],
])('An idempotency key is not %s', (_, key) => {
  expect(IdempotencyKey.safeParse(key).success).toBe(false);
});
