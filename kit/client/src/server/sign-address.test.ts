import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeFetch } from '../fake-server/create-fake-fetch.ts';
import type { NotesRouter } from '../testing/start-notes-server.ts';
import { createServerClient } from './create-server-client.ts';
import { type ForwardedAddress, signAddress } from './sign-address.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1764495875_900, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const secret = 'the-secret-of-two-servers-1234567890';
const SIGNED =
  'v1;1764495875;192.0.2.7;2b18694441eb30d53c214f6962addf52e0ca0109aa0b5cb2598843b65e0e381e';

test('An address is signed with the time, as the servers of the kit read it', async () => {
  expect(await signAddress({ secret, address: '192.0.2.7' })()).toEqual({
    'x-signed-address': SIGNED,
  });
  const header = await signAddress({ secret, address: ' fe80::1%eth0 ' })();
  expect(header['x-signed-address']).toMatch(/^v1;1764495875;fe80::1;[\da-f]{64}$/);
});

test('Each request has the signature of its time', async () => {
  const sign = signAddress({ secret, address: '192.0.2.7' });
  const first = await sign();
  vi.setSystemTime(1764495876_000);
  expect(await sign()).not.toEqual(first);
});

test.each([null, undefined, ''])('An unknown address is not signed: %s', async (address) => {
  expect(await signAddress({ secret, address })()).toEqual({});
});

test('A secret that can be guessed is refused', () => {
  expect(() => signAddress({ secret: 'secret', address: '192.0.2.7' })).toThrow(TypeError);
});

test('A page that is rendered sends it with every call, also with those that caches may answer', async () => {
  const sent: Record<string, string>[] = [];
  const answer = createFakeFetch<NotesRouter>({
    'notes.list': (prefix) => [prefix],
    'notes.pages': () => ({ items: [], nextCursor: null }),
  });
  const forwardedAddress: ForwardedAddress = { secret, address: '192.0.2.7' };
  const client = createServerClient<NotesRouter>(
    {
      url: 'http://server.test',
      forwardedAddress,
      fetch(url, init) {
        sent.push(Object.fromEntries(new Headers(init.headers)));
        return answer(url, init);
      },
    },
    { headers: new Headers({ cookie: 'session=1' }) },
    { promises: { cached: ['notes.pages'] } },
  );
  await client.notes.list.query('a');
  await client.notes.pages.query({});
  expect(sent).toEqual([
    { cookie: 'session=1', 'x-signed-address': SIGNED },
    { 'x-signed-address': SIGNED },
  ]);
});
