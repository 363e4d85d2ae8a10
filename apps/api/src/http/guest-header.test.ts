import { createHash } from 'node:crypto';
import type { Buyer, CallOrigin, CartView } from '@trastienda/shop-contract';
import { at } from '@trastienda/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/start-test-server.ts';
import { createFakeServices } from '../testing/test-app-options.ts';

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
async function start() {
  const asked: Buyer[] = [];
  const consumed: CallOrigin[] = [];
  const services = createFakeServices();
  const cart = {
    ...services.cart,
    async get(buyer: Buyer) {
      asked.push(buyer);
      return CART;
    },
  };
  backRoom = await startTestServer({
    app: {
      services: { ...services, cart },
      consume: async (_call, origin) => void consumed.push(origin),
      corsOrigins: ['https://shop.example'],
    },
  });
  const call = async (headers: Record<string, string>, path = 'cart.get') => {
    const response = await fetch(`${backRoom.url}/trpc/${path}`, { headers });
    const body: unknown = await response.json();
    return { response, body, reason: at(body, 'error', 'data', 'reason') };
  };
  return { call, asked, consumed };
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
