import { expect, test } from 'vitest';
import { requestOfSite } from './site-request.ts';

const SITE = 'https://shop.example';

/** A request as the process gets it from its proxy. */
const request = (path: string, init: RequestInit = {}) =>
  new Request(`http://10.0.0.1:3000${path}`, init);

test('A page is requested by its public URL, whatever proxy it came through', () => {
  const found = requestOfSite(request('/es/search?q=taza'), SITE);
  expect(found?.url).toBe('https://shop.example/es/search?q=taza');
  expect(found?.headers.get('host')).toBe('shop.example');
});

test('A path with two slashes is no other host', () => {
  expect(requestOfSite(request('//evil.example/x'), SITE)?.url).toBe(
    'https://shop.example/evil.example/x',
  );
});

test.each([
  ['names the site', { origin: SITE }],
  ['has the same origin, as the browser says', { 'sec-fetch-site': 'same-origin' }],
])('A form whose page %s is read, with the origin of the site', async (_, headers) => {
  const found = requestOfSite(request('/cart', { method: 'POST', headers, body: 'sku=MUG' }), SITE);
  expect(found?.headers.get('origin')).toBe(SITE);
  expect(await found?.text()).toBe('sku=MUG');
});

test.each([
  ['of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['of a neighboring host', { origin: 'https://www.shop.example', 'sec-fetch-site': 'same-site' }],
  ['without an origin', {}],
  ['with a hidden origin', { origin: 'null' }],
])('A form %s is refused', (_, headers: Record<string, string>) => {
  expect(requestOfSite(request('/cart', { method: 'POST', headers }), SITE)).toBeNull();
});
