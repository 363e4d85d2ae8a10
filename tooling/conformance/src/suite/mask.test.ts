import { expect, test } from 'vitest';
import type { Exchange } from './exchange.ts';
import { maskExchanges } from './mask.ts';

const mask = (body: unknown, known: readonly (readonly [string, string])[] = []) => {
  const exchange: Exchange = { name: 'test', status: 200, headers: {}, body };
  const [masked] = maskExchanges([exchange], known);
  return masked && typeof masked === 'object' && 'body' in masked ? masked.body : undefined;
};

const ID = '0123456789abcdef01234567';
const OTHER = 'fedcba9876543210fedcba98';

test('An id keeps its identity, not its value', () => {
  expect(mask([ID, { of: `order:${OTHER}` }, ID])).toEqual([
    '<id 1>',
    { of: 'order:<id 2>' },
    '<id 1>',
  ]);
});

test('Times, tokens, hashes and lifetimes lose their values', () => {
  expect(mask('2026-03-01T10:00:00.000Z')).toBe('<time>');
  expect(mask(`ts_${'a'.repeat(43)}`)).toBe('<token 1>');
  expect(mask(`W/"${'h'.repeat(43)}"`)).toBe('W/"<hash>"');
  expect(mask('a=b; Max-Age=2591999')).toBe('a=b; Max-Age=<seconds>');
  expect(mask('a=; Max-Age=0')).toBe('a=; Max-Age=0');
  expect(mask({ retryAfterSeconds: 17, nextCursor: null })).toEqual({
    retryAfterSeconds: '<retryAfterSeconds>',
    nextCursor: null,
  });
});

test('What a server means stays', () => {
  const body = { slug: 'linen-shirt', amount: 1850, reason: 'PRODUCT_NOT_FOUND', max: 65_536 };
  expect(mask(body)).toEqual(body);
});

test('Known texts are replaced, also in keys', () => {
  expect(
    mask({ 'mug-x1z': 'http://127.0.0.1:4711/a' }, [
      ['x1z', 'RUN'],
      ['http://127.0.0.1:4711', '<url>'],
    ]),
  ).toEqual({ 'mug-RUN': '<url>/a' });
});
