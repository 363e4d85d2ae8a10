import { describe, expect, test } from 'vitest';
import { returnPath, signInPath } from './return-path.ts';

const after = (query: string) => returnPath(new URL(`http://shop.test/en/sign-in${query}`), 'en');

describe('After a sign-in', () => {
  test('the visitor goes back to the page that asked for it, with its query', () => {
    const url = new URL(
      signInPath(new URL('http://shop.test/en/account/orders?page=2'), 'ended'),
      'http://shop.test',
    );
    expect(url.pathname).toBe('/en/sign-in');
    expect(returnPath(url, 'en')).toBe('/en/account/orders?page=2');
    expect(after('?return=%2F')).toBe('/');
  });

  test('the visitor goes to the account when no page asked', () => {
    expect(after('')).toBe('/en/account');
    expect(returnPath(new URL('http://shop.test/sign-in'), 'es')).toBe('/account');
  });

  test.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/.//evil.example',
    '/en/..//evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    ' //evil.example',
    'account',
  ])('no address leads to another site: %j', (wanted) => {
    expect(after(`?return=${encodeURIComponent(wanted)}`)).toBe('/en/account');
  });

  test('the visitor does not come back to the sign-in', () => {
    expect(after('?return=%2Fen%2Fsign-in')).toBe('/en/account');
    expect(after('?return=%2Fsign-up%3Freturn%3D%252F')).toBe('/en/account');
  });
});
