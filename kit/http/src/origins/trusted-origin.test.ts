import { expect, test } from 'vitest';
import { isTrustedOrigin } from './trusted-origin.ts';

const TLS = 'https://api.shop.example';
const LOCAL = 'http://127.0.0.1:3000';

test.each([
  ['https://shop.example', TLS, 'same-site', true],
  ['https://shop.example', TLS, 'cross-site', true],
  ['https://shop.example', LOCAL, 'same-site', true],
  ['http://localhost:5173', TLS, 'same-site', true],
  ['http://localhost:5173', LOCAL, 'same-site', true],
  ['http://192.168.1.20:5173', LOCAL, 'same-site', true],
  ['http://shop.example', TLS, 'same-site', false],
  ['http://localhost.shop.example', TLS, 'same-site', false],
  ['http://shop.example', TLS, 'cross-site', false],
  ['http://localhost:5173', TLS, 'cross-site', false],
] as const)(
  'A page of %s is trusted by %s with %s cookies: %s',
  (origin, publicUrl, cookies, isTrusted) => {
    expect(isTrustedOrigin(origin, { publicUrl, cookies })).toBe(isTrusted);
  },
);
