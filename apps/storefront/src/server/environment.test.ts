import { expect, test } from 'vitest';
import { parseEnvironment } from './environment.ts';

const NEEDED = {
  TRASTIENDA_API_URL: 'http://api.internal:3000/',
  TRASTIENDA_PUBLIC_URL: 'https://shop.example',
};

test('The storefront alone needs two addresses, and has defaults for the rest', () => {
  expect(parseEnvironment({ ...NEEDED, PORT: '', UNRELATED: 'x' })).toEqual({
    HOST: '127.0.0.1',
    PORT: 3000,
    TRASTIENDA_API_URL: 'http://api.internal:3000',
    TRASTIENDA_PUBLIC_URL: 'https://shop.example',
    TRASTIENDA_PROXIES: 0,
    TRASTIENDA_TIME_ZONE: 'UTC',
    TRASTIENDA_PAYMENTS: 'sandbox',
    TRASTIENDA_MEDIA_ORIGINS: [],
  });
});

test('All problems of the environment are reported at once, and no secret is', () => {
  const parse = () =>
    parseEnvironment({ PORT: '70000', TRASTIENDA_ADDRESS_SECRET: 'short-secret' });
  expect(parse).toThrow(/PORT .*\n.*TRASTIENDA_API_URL .*\n.*TRASTIENDA_PUBLIC_URL/);
  expect(parse).toThrow(/TRASTIENDA_ADDRESS_SECRET must have at least 32 characters/);
  expect(parse).not.toThrow(/short-secret/);
});
