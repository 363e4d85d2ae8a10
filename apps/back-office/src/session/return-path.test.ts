import { expect, test } from 'vitest';
import { returnPathOf, signInPath } from './return-path.ts';

const returnOf = (path: string) => returnPathOf(new URLSearchParams({ return: path }));

test('The sign-in leads back to the page that asked for it', () => {
  const path = '/products?search=lino&tag=a&tag=b';
  const address = new URL(signInPath(path, true), 'http://shop.test');
  expect(address.pathname).toBe('/sign-in');
  expect(address.searchParams.has('ended')).toBe(true);
  expect(returnPathOf(address.searchParams)).toBe(path);
  expect(signInPath('/', false)).toBe('/sign-in');
});

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', ''])(
  'It never leads to another site: %s',
  (path) => {
    expect(returnOf(path)).toBe('/');
  },
);

test('It does not lead to itself', () => {
  expect(returnOf('/sign-in?return=/sign-in')).toBe('/');
});
