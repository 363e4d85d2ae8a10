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

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['192.0.2.7:4711', '192.0.2.7'],
  ['255.249.199.0', '255.249.199.0'],
  ['2001:DB8::7', '2001:DB8::7'],
  ['[2001:db8::7]:4711', '2001:db8::7'],
  ['[fe80::1%eth0]:4711', 'fe80::1'],
  ['::', '::'],
  ['::ffff:192.0.2.7', '::ffff:192.0.2.7'],
  ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
])('%s is signed as %s', async (address, signed) => {
  const header = await signAddress({ secret, address })();
  expect(header['x-signed-address']).toContain(`;${signed};`);
});

test.each([
  ...['1.2.3.4, 5.6.7.8', '1.2.3.4,', 'ñ', 'evil\r\nx: y', '1.2.3.4\r\nx: y', '1.2.3.4;5'],
  ...[
    'unknown',
    '_hidden',
    'localhost',
    '%eth0',
    'fe80::1%eth0, 1.2.3.4',
    '1.2.3',
    '1.2.3.4.',
    '1.2.3.256',
    '010.1.2.3',
  ],
  ...['0x7f000001', 'dead.beef', ':', '1::2::3', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '[]:80'],
  ...['2001:db8::7]/[::1', 'a:'.repeat(50)],
])('What is no address is refused, and the message says what to pass: %j', (address) => {
  const sign = () => signAddress({ secret, address });
  expect(sign).toThrow(TypeError);
  expect(sign).toThrow('one IPv4 or IPv6 address, or null');
  expect(() =>
    createServerClient(
      { url: 'http://server.test', forwardedAddress: { secret, address } },
      { headers: new Headers() },
    ),
  ).toThrow(TypeError);
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
