import { expect, test } from 'vitest';
import { createFakeFetch, fail } from './fake-server.ts';
import { can, createMemoryTokenStorage, createServerClient } from './index.ts';

const answer = createFakeFetch({ 'cart.get': () => fail('INTERNAL') });

test('A rendered page buys as the guest of its visitor', async () => {
  const guests: (string | null)[] = [];
  const fetch = (url: string, init: RequestInit) => {
    guests.push(new Headers(init.headers).get('trastienda-guest'));
    return answer(url, init);
  };
  const url = 'http://shop.test';
  const request = { headers: new Headers({ 'trastienda-guest': 'tg_header' }) };
  const guest = createMemoryTokenStorage();
  await guest.set('tg_cookie');
  await createServerClient({ url, fetch }, request)
    .cart.get.query()
    .catch(() => null);
  await createServerClient({ url, fetch, guest }, request)
    .cart.get.query()
    .catch(() => null);
  expect(guests).toEqual(['tg_header', 'tg_cookie']);
});

test('The permissions of an account are those of the shop', () => {
  expect(can({ permissions: ['orders:read'] }, 'orders:read')).toBe(true);
});
