import { expect, test } from 'vitest';
import { readQuery } from './read-query.ts';

const schemas = new Map(
  Object.entries({
    search: { type: 'string' },
    limit: { type: 'integer' },
    weight: { anyOf: [{ type: 'number' }, { type: 'null' }] },
    inStock: { type: 'boolean' },
    tags: { type: 'array', items: { type: 'string' } },
    ids: { type: 'array', items: { type: 'integer' } },
    price: {
      type: 'object',
      properties: { min: { type: 'integer' }, currency: { type: 'string' } },
    },
  }),
);
const read = (query: string) => readQuery(new URLSearchParams(query), schemas);

test.each([
  ['search=5&limit=5', { search: '5', limit: 5 }],
  ['weight=-1.5', { weight: -1.5 }],
  ['inStock=true', { inStock: true }],
  ['inStock=false', { inStock: false }],
  ['tags=a', { tags: ['a'] }],
  ['tags=a&tags=b&ids=1', { tags: ['a', 'b'], ids: [1] }],
  ['price[min]=5&price%5Bcurrency%5D=EUR', { price: { min: 5, currency: 'EUR' } }],
  ['tags[]=a&tags[]=b', { tags: ['a', 'b'] }],
])('%s is read by its schemas', (query, fields) => {
  expect(read(query)).toEqual(fields);
});

test.each([
  ['limit=ten', { limit: 'ten' }],
  ['limit=1e3', { limit: '1e3' }],
  ['limit=', { limit: '' }],
  ['inStock=yes', { inStock: 'yes' }],
  ['limit=1&limit=2', { limit: ['1', '2'] }],
  ['price=5', { price: '5' }],
  ['other=1', { other: '1' }],
])('%s stays text, for the procedure to reject', (query, fields) => {
  expect(read(query)).toEqual(fields);
});

test('A parameter __proto__ changes no prototype', () => {
  const fields = read('__proto__=1&__proto__[polluted]=1&price[__proto__][polluted]=1');
  expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
  expect('polluted' in {}).toBe(false);
});

test.each([
  ['limit[a]=1', { limit: { a: '1' } }],
  ['price[min]=1&price=2', { price: ['1', '2'] }],
  ['price[min][a]=1', { price: { min: { a: '1' } } }],
])('%s is not read as something else, so that the procedure rejects it', (query, fields) => {
  expect(read(query)).toEqual(fields);
});

test('more parameters than any query has are rejected', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => `p${i}`).join('&');
  expect(Object.keys(read(many(500)))).toHaveLength(500);
  expect(() => read(many(501))).toThrow(
    expect.objectContaining({
      reason: 'REQUEST_TOO_LARGE',
      details: { limit: 'query-parameters', max: 500 },
    }),
  );
});
