import { createHash } from 'node:crypto';
import type { Buyer, CallOrigin, CartView } from '@trastienda/shop-contract';
import { at } from '@trastienda/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/start-test-server.ts';
import { createFakeServices } from '../testing/test-app-options.ts';
import type { ShopAppOptions } from './create-app.ts';

const TOKEN = `tg_${'aB3-_'.repeat(8)}xyz`;
const NOTHING = { amount: 0, currency: 'EUR' };
const CART: CartView = {
  ...{
    id: null,
    locale: null,
    currency: 'EUR',
    lines: [],
    discountCodes: [],
    discounts: [],
    changes: [],
  },
  ...{ subtotal: NOTHING, discountTotal: NOTHING, total: NOTHING, expiresAt: null },
};

let backRoom: TestServer;
afterEach(() => backRoom.server.close());

/** A server that tells whose cart it was asked for, and whose points it has consumed. */
async function start(app: Partial<ShopAppOptions> = {}) {
  const asked: Buyer[] = [];
  const consumed: CallOrigin[] = [];
  const services = createFakeServices();
  const auth = { ...services.auth, signOut: async () => ({ acknowledged: true }) as const };
  const cart = {
    ...services.cart,
    async get(buyer: Buyer) {
      asked.push(buyer);
      return CART;
    },
    async clear(buyer: Buyer) {
      asked.push(buyer);
      return CART;
    },
  };
  backRoom = await startTestServer({
    app: {
      services: { ...services, cart, auth },
      consume: async (_call, origin) => void consumed.push(origin),
      corsOrigins: ['https://shop.example'],
      ...app,
    },
  });
  const call = async (headers: Record<string, string>, path = 'cart.get') => {
    const response = await fetch(`${backRoom.url}/trpc/${path}`, { headers });
    const body: unknown = await response.json();
    return { response, body, reason: at(body, 'error', 'data', 'reason') };
  };
  /** Changes something, as a page of the shop does; its `Set-Cookie` lines come along. */
  const clear = async (headers: Record<string, string> = {}, path = 'cart.clear') => {
    const response = await fetch(`${backRoom.url}/trpc/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'trastienda-guest': 'cookie',
        origin: 'https://shop.example',
        ...headers,
      },
    });
    const body: unknown = await response.json();
    const reason = at(body, 'error', 'data', 'reason');
    return { status: response.status, reason, lines: response.headers.getSetCookie() };
  };
  return { call, clear, asked, consumed };
}

describe('A guest token', () => {
  test('identifies the cart by its SHA-256, and consumes points of the address', async () => {
    const { call, asked, consumed } = await start();
    expect((await call({ 'trastienda-guest': TOKEN })).body).toEqual({ result: { data: CART } });
    const id = createHash('sha256').update(TOKEN).digest('hex');
    expect(asked).toEqual([{ kind: 'guest', id }]);
    expect(consumed).toMatchObject([{ actor: { kind: 'anonymous' } }]);
  });

  test('is required where there is no session', async () => {
    const { call } = await start();
    const { response, reason } = await call({});
    expect([response.status, reason]).toEqual([401, 'BUYER_UNKNOWN']);
  });

  test.each([
    ['is empty', ''],
    ['is short enough to be guessed', 'tg_abc'],
    ['is of another kind', TOKEN.replace('tg_', 'ts_')],
    ['has other letters', `${TOKEN.slice(0, -1)}=`],
    ['is there twice', `${TOKEN}, ${TOKEN}`],
  ])('that %s fails every call of the request, and is not logged', async (_, header) => {
    const { call, asked } = await start();
    for (const path of ['cart.get', 'catalog.list']) {
      const { response, body, reason } = await call({ 'trastienda-guest': header }, path);
      expect([response.status, reason]).toEqual([400, 'REQUEST_MALFORMED']);
      expect(at(body, 'error', 'message')).toContain('trastienda-guest');
    }
    expect(asked).toEqual([]);
    if (header !== '') expect(backRoom.text()).not.toContain(header);
  });

  test('is never logged, and its responses are never cached', async () => {
    const { call } = await start();
    const { response } = await call({ 'trastienda-guest': TOKEN });
    expect(response.headers.get('cache-control')).toBe('no-store');
    await call({ 'trastienda-guest': TOKEN }, 'orders.list');
    expect(backRoom.lines().filter(({ msg }) => msg === 'call')).toHaveLength(2);
    expect(backRoom.text()).not.toContain(TOKEN);
  });

  test('may be sent by pages of allowed origins', async () => {
    await start();
    const asked = await fetch(`${backRoom.url}/trpc/cart.get`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'trastienda-guest',
      },
    });
    expect(asked.headers.get('access-control-allow-headers')).toContain('trastienda-guest');
  });
});

describe('A guest in a cookie', () => {
  const COOKIE = { 'trastienda-guest': 'cookie' };
  const tokenIn = (line: string | undefined) =>
    /trastienda-guest=(tg_[\w-]{43});/.exec(line ?? '')?.[1];
  const idOf = (token: string | undefined) =>
    createHash('sha256')
      .update(token ?? '')
      .digest('hex');

  test('starts with the first call that changes something, and is the same afterwards', async () => {
    const { call, clear, asked } = await start();
    const { status, lines } = await clear();
    expect([status, lines.length]).toEqual([200, 1]);
    expect(lines[0]).toMatch(
      /^trastienda-guest=tg_[\w-]{43}; Max-Age=34\d{6}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const token = tokenIn(lines[0]);
    const cookie = `theme=dark; trastienda-guest=${token}`;
    const read = await call({ ...COOKIE, cookie });
    const changed = await clear({ cookie });
    expect([read.response.headers.getSetCookie(), changed.lines]).toEqual([[], []]);
    const buyer = { kind: 'guest', id: idOf(token) };
    expect(asked).toEqual([buyer, buyer, buyer]);
  });

  test('is not needed to read an empty cart, nor to claim one', async () => {
    const { call, clear, asked } = await start();
    const { response, body } = await call(COOKIE);
    expect([body, response.headers.getSetCookie()]).toEqual([{ result: { data: CART } }, []]);
    expect(asked).toMatchObject([{ kind: 'guest', id: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(await clear({}, 'cart.claim')).toMatchObject({ status: 401, lines: [] });
  });

  test('ends with a sign-out: the next person at the device has other orders', async () => {
    const { clear } = await start();
    const cookie = `trastienda-guest=${TOKEN}`;
    const { status, lines } = await clear({ cookie }, 'auth.signOut');
    expect([status, lines]).toEqual([
      200,
      ['trastienda-guest=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax'],
    ]);
    expect((await clear({}, 'auth.signOut')).lines).toEqual([]);
  });

  test('is read from the cookie only where the header says so', async () => {
    const { call } = await start();
    const { reason } = await call({ cookie: `trastienda-guest=${TOKEN}` });
    expect(reason).toBe('BUYER_UNKNOWN');
  });

  test('is a new one where the cookie is malformed, which no page could mend', async () => {
    const { clear } = await start();
    const { status, lines } = await clear({ cookie: 'trastienda-guest=tg_short' });
    expect([status, tokenIn(lines[0])?.length]).toEqual([200, 46]);
  });

  test.each([
    ['of another origin', { origin: 'https://evil.example' }],
    ['of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['without an origin', { origin: 'null' }],
  ])('is not what a page %s changes something with', async (_, headers) => {
    const { clear, asked } = await start();
    for (const more of [{}, { cookie: `trastienda-guest=${TOKEN}` }]) {
      const { status, reason, lines } = await clear({ ...headers, ...more });
      expect([status, reason, lines]).toEqual([403, 'ORIGIN_REJECTED', []]);
    }
    expect(asked).toEqual([]);
  });

  test('is not started where the browser would drop the cookie', async () => {
    const { clear } = await start();
    const { reason } = await clear({ 'sec-fetch-site': 'cross-site' });
    expect(reason).toBe('ORIGIN_REJECTED');
  });

  test('is not started for a session that has ended', async () => {
    const { clear } = await start();
    const { reason, lines } = await clear({ cookie: 'trastienda=ts_ended' });
    expect([reason, lines]).toEqual([
      'SESSION_ENDED',
      [expect.stringMatching(/^trastienda=; Max-Age=0/)],
    ]);
  });

  test('is in a cookie of this very host over TLS', async () => {
    const { clear, asked } = await start({ publicUrl: () => 'https://api.shop.example' });
    const { lines } = await clear();
    expect(lines[0]).toMatch(/^__Host-trastienda-guest=tg_.*; Secure; SameSite=Lax$/);
    // A neighboring host can plant a cookie without the prefix.
    await clear({ cookie: `trastienda-guest=${TOKEN}` });
    expect(asked).not.toContainEqual({ kind: 'guest', id: idOf(TOKEN) });
  });

  test('starts with a stream, which stays open for it', async () => {
    await start();
    const leaving = new AbortController();
    const input = encodeURIComponent(JSON.stringify({ queries: [{ id: '1', path: 'cart.get' }] }));
    const response = await fetch(`${backRoom.url}/trpc/live.watch?input=${input}`, {
      headers: { ...COOKIE, accept: 'text/event-stream' },
      signal: leaving.signal,
    });
    expect(tokenIn(response.headers.getSetCookie()[0])).toBeDefined();
    leaving.abort();
  });
});
