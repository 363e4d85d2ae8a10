import { describe, expect, test } from 'vitest';
import { cacheKeyOf } from './cache-key.ts';

const keyOf = (path: string) => cacheKeyOf(`https://edge.example${path}`, 'https://origin.example');
const inputOf = (input: unknown) => `input=${encodeURIComponent(JSON.stringify(input))}`;

describe('The key of a call', () => {
  test('is a URL of the server', () => {
    expect(keyOf('/trpc/catalog.list')).toBe('https://origin.example/trpc/catalog.list');
  });

  test('is the same for one input in any order and encoding, and whatever else is in the URL', () => {
    const key = keyOf(`/trpc/catalog.list?${inputOf({ tag: 'a b', price: { max: 1, min: 0 } })}`);
    const others = [
      `/trpc/catalog.list?${inputOf({ price: { min: 0, max: 1 }, tag: 'a b' })}`,
      '/trpc/catalog.list?input={"tag":"a+b","price":{"max":1,"min":0}}'.replace('+', '%20'),
      `/trpc/catalog.list?utm_source=x&${inputOf({ tag: 'a b', price: { max: 1, min: 0 } })}&y`,
    ];
    expect(others.map(keyOf)).toEqual(others.map(() => key));
  });

  test.each([
    ['another value', { tag: 'b' }],
    ['another order of a list', { tags: ['b', 'a'] }],
    ['text for a number', { limit: '1' }],
  ])('differs by %s', (_, input) => {
    const others = [{ tag: 'a' }, { tags: ['a', 'b'] }, { limit: 1 }];
    const key = keyOf(`/trpc/catalog.list?${inputOf(input)}`);
    for (const other of others) expect(keyOf(`/trpc/catalog.list?${inputOf(other)}`)).not.toBe(key);
  });

  test('differs between one call and a batch', () => {
    expect(keyOf('/trpc/a?batch=1')).not.toBe(keyOf('/trpc/a'));
  });

  test('keeps an input that is no JSON, and a name that objects inherit', () => {
    expect(keyOf('/trpc/a?input={')).toContain('input=%7B');
    expect(decodeURIComponent(keyOf('/trpc/a?input={"__proto__":{"b":1}}') ?? '')).toContain(
      '{"__proto__":{"b":1}}',
    );
  });

  test('is none for a subscription, and for what is no query', () => {
    expect(keyOf('/trpc/a?connectionParams=%7B%7D')).toBeNull();
    expect(keyOf('/healthz')).toBeNull();
    expect(keyOf('/trpcx/a')).toBeNull();
  });
});

test('The key of a REST route sorts parameters by name, and keeps the order of a list', () => {
  const key = keyOf('/api/products?limit=2&tag=b&tag=a');
  expect(keyOf('/api/products?tag=b&limit=2&tag=a')).toBe(key);
  expect(keyOf('/api/products?tag=a&limit=2&tag=b')).not.toBe(key);
  expect(keyOf('/api/products?tag=b&limit=2&tag=a&x=1')).not.toBe(key);
});
