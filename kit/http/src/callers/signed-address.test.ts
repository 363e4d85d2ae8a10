import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../testing/start-test-server.ts';
import { createSignedAddressReader } from './signed-address.ts';

const SECRET = 'the-secret-of-two-servers-1234567890';
const OTHER = 'another-secret-of-servers-0987654321';
const SECONDS = 1764495875;

const sign = (address: string, { seconds = SECONDS, secret = SECRET } = {}) => {
  const claim = `v1;${seconds};${address}`;
  const signature = createHmac('sha256', secret).update(`x-signed-address;${claim}`).digest('hex');
  return `${claim};${signature}`;
};
const VALID = sign('192.0.2.7');

const read = (value: string | null, secrets: readonly string[] = [SECRET]) => {
  const headers = new Headers(value === null ? {} : { 'x-signed-address': value });
  return createSignedAddressReader(secrets, () => SECONDS * 1000)(headers);
};

describe('The address that a server signed for its visitor', () => {
  test('is read as the client of the kit writes it', async () => {
    const written =
      'v1;1764495875;192.0.2.7;2b18694441eb30d53c214f6962addf52e0ca0109aa0b5cb2598843b65e0e381e';
    expect(await read(written)).toBe('192.0.2.7');
  });

  test('may be an IPv6 address', async () => {
    expect(await read(sign('2001:db8::7'))).toBe('2001:db8::7');
    expect(await read(sign('::ffff:192.0.2.7'))).toBe('::ffff:192.0.2.7');
  });

  test('is read with either secret while they change', async () => {
    const secrets = [OTHER, SECRET];
    expect(await read(VALID, secrets)).toBe('192.0.2.7');
    expect(await read(sign('192.0.2.8', { secret: OTHER }), secrets)).toBe('192.0.2.8');
  });

  test.each([-60, -1, 1, 60])('is read by a clock that differs by %i s', async (difference) => {
    expect(await read(sign('192.0.2.7', { seconds: SECONDS + difference }))).toBe('192.0.2.7');
  });

  test.each<[string, string | null]>([
    ['no header', null],
    ['a signature of a minute ago', sign('192.0.2.7', { seconds: SECONDS - 61 })],
    ['a signature of the future', sign('192.0.2.7', { seconds: SECONDS + 61 })],
    ['another secret', sign('192.0.2.7', { secret: OTHER })],
    ['another address', VALID.replace('192.0.2.7', '192.0.2.8')],
    ['another time', VALID.replace(String(SECONDS), String(SECONDS + 1))],
    ['a changed signature', VALID.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
    ['a shorter signature', VALID.slice(0, -2)],
    ['no signature', 'v1;1764495875;192.0.2.7;'],
    ['an address alone', '192.0.2.7'],
    ['no address', sign('')],
    ['text in place of an address', sign('dead.beef')],
    ['an address that has two notations', sign('010.1')],
    ['another version', VALID.replace('v1', 'v2')],
    ['two headers', `${VALID}, ${VALID}`],
    ['a very long header', VALID.repeat(500)],
    ['nothing', ''],
  ])('is not read from %s', async (_, value) => {
    expect(await read(value)).toBeNull();
  });

  test('is not read without a secret', async () => {
    expect(await read(VALID, [])).toBeNull();
  });
});

const sources: string[] = [];
const server = await useTestServer({
  app: {
    addressSecrets: [SECRET],
    consume: async (_call, { source }) => {
      sources.push(source);
    },
  },
});

test('A server counts a call for the signed address, and for that of the socket without one', async () => {
  const seconds = Math.floor(Date.now() / 1000);
  const call = async (value: string, path = 'notes.list') => {
    const headers = { 'x-signed-address': value, 'x-forwarded-for': '203.0.113.9' };
    return (await fetch(`${server.url}/trpc/${path}`, { headers })).status;
  };
  expect(await call(sign('192.0.2.7', { seconds }))).toBe(200);
  expect(await call(sign('2001:db8:1:2::7', { seconds }))).toBe(200);
  expect(await call(sign('192.0.2.7', { seconds }), 'no.such')).toBe(404);
  expect(await call(sign('192.0.2.7', { seconds, secret: OTHER }))).toBe(200);
  expect(await call('nonsense')).toBe(200);
  expect(sources).toEqual([
    '192.0.2.7',
    '2001:db8:1:2::/64',
    '192.0.2.7',
    '127.0.0.1',
    '127.0.0.1',
  ]);
});
