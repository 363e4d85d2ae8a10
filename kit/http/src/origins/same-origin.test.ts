import { describe, expect, test } from 'vitest';
import { isFromOtherSite, isFromOwnPage } from './same-origin.ts';

const origins = new Set(['https://api.shop.example', 'https://shop.example']);
const isOwn = (headers: Record<string, string>) => isFromOwnPage(new Headers(headers), origins);

describe('A request', () => {
  test.each<Record<string, string>>([
    { origin: 'https://shop.example' },
    { origin: 'https://api.shop.example', 'sec-fetch-site': 'same-origin' },
    // A form of the same origin under `referrer-policy: no-referrer`.
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' },
  ])('is from an own page: %j', (headers) => {
    expect(isOwn(headers)).toBe(true);
  });

  test.each<Record<string, string>>([
    {},
    { origin: 'null' },
    { origin: '' },
    { origin: 'https://evil.example' },
    { origin: 'https://shop.example.evil.example' },
    { origin: 'https://shop.example:8443' },
    { origin: 'http://shop.example' },
    { origin: 'https://SHOP.example/' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'none' },
    { referer: 'https://shop.example/' },
  ])('is not from an own page: %j', (headers) => {
    expect(isOwn(headers)).toBe(false);
  });
});

test.each([
  ['cross-site', true],
  ['same-site', false],
  ['same-origin', false],
  ['', false],
])('A request with sec-fetch-site %j is from another site: %s', (site, isOther) => {
  expect(isFromOtherSite(new Headers({ 'sec-fetch-site': site }))).toBe(isOther);
  expect(isFromOtherSite(new Headers())).toBe(false);
});
