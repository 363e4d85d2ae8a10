import { createMemoryTokenStorage } from '@trastienda/client';
import { afterEach, describe, expect, test } from 'vitest';
import { type ClientOptions, createClient } from '../create-client.ts';
import {
  createCookieFetch,
  type FakeServer,
  startFakeServer,
} from '../testing/start-fake-server.ts';

let fakeServer: FakeServer;
afterEach(() => fakeServer.stop());

async function setUp(options: Partial<ClientOptions> = {}) {
  fakeServer = await startFakeServer();
  const storage = createMemoryTokenStorage();
  const client = createClient({ url: fakeServer.url, guest: storage, ...options });
  return { client, storage };
}

const ANA = { email: 'ana@example.com', password: 'secret' };
const THING = { sku: 'THING' };
const guests = () => fakeServer.received.map(({ guest }) => guest);
const sent = () => fakeServer.received.map(({ paths, guest }) => [paths.join(), guest]);

describe('A guest', () => {
  test('gets a token of 256 random bits with the first call about buying, and keeps it', async () => {
    const { client, storage } = await setUp();
    await client.catalog.list.query({});
    expect(await storage.get()).toBeNull();
    await client.cart.add.mutate(THING);
    await client.cart.get.query();
    await client.orders.list.query({});
    const token = await storage.get();
    expect(token).toMatch(/^tg_[\w-]{43}$/);
    expect(guests()).toEqual([undefined, token, token, token]);
  });

  test('is a single one for concurrent calls', async () => {
    const { client, storage } = await setUp({ batch: false });
    await Promise.all([
      client.cart.get.query(),
      client.cart.add.mutate(THING),
      client.orders.list.query({}),
    ]);
    expect(new Set(guests())).toEqual(new Set([await storage.get()]));
  });

  test('is that of another tab that was faster', async () => {
    const storage = createMemoryTokenStorage();
    // Between reading and storing, another tab has stored its token.
    const guest = { get: storage.get, set: () => storage.set('tg_theirs') };
    const { client } = await setUp({ guest });
    await client.cart.get.query();
    expect(guests()).toEqual(['tg_theirs']);
  });

  test('does not exist without the option, nor for calls about other things', async () => {
    const { storage } = await setUp();
    const client = createClient({ url: fakeServer.url });
    await client.cart.get.query();
    const shop = createClient({ url: fakeServer.url, guest: storage });
    await shop.cart.get.query();
    await shop.catalog.list.query({});
    await shop.auth.signOut.mutate();
    expect(guests()).toEqual([undefined, await storage.get(), undefined, undefined]);
  });

  test('makes no call when the token cannot be read', async () => {
    const guest = { get: () => Promise.reject(new Error('locked')), set() {} };
    const { client } = await setUp({ guest });
    await expect(client.cart.get.query()).rejects.toThrow('locked');
    expect(fakeServer.received).toEqual([]);
  });
});

describe('A sign-in', () => {
  test.each(['token', 'cookie'] as const)(
    'by %s claims the guest’s cart before it resolves',
    async (kind) => {
      const session =
        kind === 'cookie'
          ? { session: { kind }, fetch: createCookieFetch() }
          : { session: { kind, storage: createMemoryTokenStorage() } };
      const { client, storage } = await setUp(session);
      await client.cart.add.mutate(THING);
      await client.auth.signIn.mutate(ANA);
      const token = await storage.get();
      expect(sent()).toEqual([
        ['cart.add', token],
        ['auth.signIn', undefined],
        ['cart.claim', token],
      ]);
      expect(fakeServer.received.at(-1)?.token).toBe('ts_1');
    },
  );

  test('claims nothing without a guest, or before it is complete', async () => {
    const session = { kind: 'token', storage: createMemoryTokenStorage() } as const;
    const { client, storage } = await setUp({ session });
    await client.auth.signIn.mutate(ANA);
    expect(sent()).toEqual([['auth.signIn', undefined]]);
    expect(await storage.get()).toBeNull();
    await storage.set('tg_mine');
    await client.auth.signIn.mutate({ ...ANA, email: 'totp@example.com' });
    expect(sent()).toHaveLength(2);
    const secondFactor = { code: '123456' };
    await client.auth.completeSignIn.mutate({ challenge: 'c', secondFactor });
    expect(sent().at(-1)).toEqual(['cart.claim', 'tg_mine']);
  });

  test('succeeds when the claim fails, and the claim can be repeated', async () => {
    let fails = true;
    const { client, storage } = await setUp({
      session: { kind: 'token', storage: createMemoryTokenStorage() },
      async fetch(url, init) {
        if (fails && url.includes('cart.claim')) throw new TypeError('fetch failed');
        return fetch(url, init);
      },
    });
    await client.cart.add.mutate(THING);
    expect(await client.auth.signIn.mutate(ANA)).toMatchObject({ status: 'signed-in' });
    fails = false;
    await client.cart.claim.mutate();
    expect(sent().at(-1)).toEqual(['cart.claim', await storage.get()]);
  });
});
