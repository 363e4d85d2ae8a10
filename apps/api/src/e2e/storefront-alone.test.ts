import { createClient } from '@trastienda/shop-client';
import { builtProgram, endChild, type RunningProgram, runNode } from '@trastienda/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reasonOf } from '../testing/people.ts';
import { startBackend, type TestBackend } from '../testing/start-backend.ts';

const MAIN = new URL('../../../storefront/dist/server/main.js', import.meta.url);
const SECRET = 'the-secret-of-the-storefront-1234567890';

let backend: TestBackend;
let storefront: RunningProgram;
let url: string;
beforeAll(async () => {
  backend = await startBackend({ callsPerMinute: 1000, app: { addressSecrets: [SECRET] } });
  storefront = runNode(builtProgram(MAIN), [], {
    PORT: '0',
    TRASTIENDA_API_URL: backend.url,
    // Pages act for their visitors under the public URL of the API.
    TRASTIENDA_PUBLIC_URL: backend.url,
    TRASTIENDA_ADDRESS_SECRET: SECRET,
    TRASTIENDA_PROXIES: '1',
  });
  [, url = ''] = await storefront.waitFor(/"url":"([^"]+)"/);
});
afterAll(async () => {
  await endChild(storefront.child);
  await backend.stop();
});

test('A storefront alone renders pages with the API that its environment names', async () => {
  const page = await fetch(url, { headers: { 'x-forwarded-for': '198.51.100.1' } });
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("'nonce-");
  expect(await page.text()).toContain('<html');
});

test('A storefront alone forwards calls, whose cookies are those of its origin', async () => {
  const lines: string[] = [];
  const client = createClient({
    url,
    guest: { kind: 'cookie' },
    async fetch(address, init) {
      const headers = new Headers(init.headers);
      headers.set('origin', backend.url);
      const response = await fetch(address, { ...init, headers });
      lines.push(...response.headers.getSetCookie());
      return response;
    },
  });
  const cart = await client.cart.clear.mutate();
  expect(cart.lines).toEqual([]);
  expect(lines).toEqual([expect.stringMatching(/^trastienda-guest=tg_/)]);
});

test('Calls that are forwarded count for their visitor, whatever the visitor claims', async () => {
  const callsFrom = (address: string) =>
    createClient({
      url,
      headers: {
        'x-forwarded-for': `203.0.113.9, ${address}`,
        'x-signed-address': 'v1;1764495875;203.0.113.9;00',
      },
    });
  const wrong = { email: 'ana@shop.example', password: 'not the password of Ana' };
  const isLimited = async (address: string) =>
    (await reasonOf(callsFrom(address).auth.signIn.mutate(wrong))) === 'RATE_LIMITED';
  // Sign-ins are counted by address: 30 points a minute, 10 for each.
  while (!(await isLimited('198.51.100.1')));
  expect(await isLimited('198.51.100.2')).toBe(false);
});

test('A page has the methods that a refusal names', async () => {
  const refused = await fetch(url, { method: 'DELETE' });
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
});

test('A storefront alone says that it is alive, and stops on SIGTERM, also with open streams', async () => {
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'alive' });
  const input = encodeURIComponent(JSON.stringify({ skus: ['ANY'] }));
  const stream = await fetch(`${url}/trpc/catalog.watchStock?input=${input}`);
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  storefront.child.kill('SIGTERM');
  expect(await storefront.ended).toBe(0);
});
