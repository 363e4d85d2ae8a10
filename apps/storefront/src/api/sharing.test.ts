import { expect, test } from 'vitest';
import { sharingKeyOf } from './sharing.ts';

const keyOf = (path: string, cookie?: string, method = 'GET') =>
  sharingKeyOf(
    new Request(`https://shop.test${path}`, { method, headers: cookie ? { cookie } : {} }),
  );

test('Visitors without an account and a cart share a page, if they have chosen the same looks', () => {
  const key = keyOf('/products?q=1');
  expect(key).not.toBeNull();
  expect(keyOf('/products?q=1', '_other=1')).toBe(key);
  const others = [
    keyOf('/products?q=2'),
    keyOf('/en/products?q=1'),
    keyOf('/products?q=1', 'theme=dark'),
    keyOf('/products?q=1', 'locale=en'),
    keyOf('/products?q=1', 'locale=es'),
  ];
  expect(new Set([key, ...others]).size).toBe(6);
});

test.each([
  'trastienda=s',
  '__Host-trastienda=s',
  'a=1; trastienda-guest=g',
  '__Host-trastienda-guest=g',
])('A visitor with the cookie %s shares no page', (cookie) =>
  expect(keyOf('/', cookie)).toBeNull(),
);

test('A form that is posted and a question for the headers alone share nothing', () => {
  expect([keyOf('/', undefined, 'POST'), keyOf('/', undefined, 'HEAD')]).toEqual([null, null]);
});
