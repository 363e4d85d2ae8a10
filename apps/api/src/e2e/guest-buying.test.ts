import {
  createLive,
  createMemoryTokenStorage,
  createServerClient,
  isClientError,
} from '@trastienda/shop-client';
import { productFixture } from '@trastienda/shop-testing';
import { createDeferred } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import {
  createTokenClient,
  failureOf,
  newEmail,
  openBrowser,
  PASSWORD,
  person,
  reasonOf,
  register,
} from '../testing/people.ts';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend();

const ADDRESS = { name: 'Ana', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };

/** A product of which there are so many, for 10 EUR each, that need no shipping; its SKU. */
async function offer(quantity: number): Promise<string> {
  const [variant] = productFixture({ amount: 1000 }).variants;
  if (variant === undefined) return expect.unreachable();
  const inventory = { isTracked: true, quantity, policy: 'deny' } as const;
  const variants = [{ ...variant, inventory, requiresShipping: false }];
  const { variants: created } = await backend.staff.admin.products.create.mutate(
    productFixture({ variants }),
  );
  return created[0]?.sku ?? expect.unreachable();
}

/** The program of a person who has not signed in yet. */
function newGuest() {
  const guest = createMemoryTokenStorage();
  return { guest, ...createTokenClient(backend, { guest }) };
}

function start(client: ReturnType<typeof newGuest>['client']) {
  return client.checkout.start.mutate({
    email: 'ana@shop.example',
    shippingAddress: ADDRESS,
  });
}

describe('a guest', () => {
  test('buys, and no other buyer sees the cart, the checkout or the order', async () => {
    const sku = await offer(1);
    const { client } = newGuest();
    await client.cart.add.mutate({ sku });
    const { id: checkoutId } = await start(client);
    await client.checkout.pay.mutate({ checkoutId, paymentMethod: 'pm_test_approve' });
    const complete = { checkoutId };
    const { orderId } = await client.checkout.complete.mutate(complete);
    if (orderId === null) return expect.unreachable();
    expect(await client.orders.get.query({ orderId })).toMatchObject({ lines: [{ sku }] });
    expect((await client.orders.list.query({})).items).toHaveLength(1);
    expect((await client.cart.get.query()).lines).toEqual([]);

    for (const other of [newGuest().client, (await person(backend)).client]) {
      expect(await reasonOf(other.orders.get.query({ orderId }))).toBe('ORDER_NOT_FOUND');
      expect(await reasonOf(other.checkout.get.query({ checkoutId }))).toBe('CHECKOUT_NOT_FOUND');
      expect((await other.orders.list.query({})).items).toEqual([]);
    }
  });

  test('continues after a reload: amends the checkout, pays and gets the order', async () => {
    const sku = await offer(2);
    const { client, guest } = newGuest();
    const { currency, payments } = await client.shop.settings.query();
    expect({ currency, payments }).toEqual({
      currency: 'EUR',
      payments: { provider: 'sandbox', publicKey: null },
    });
    await client.cart.add.mutate({ sku, quantity: 2 });
    expect(await client.checkout.current.query()).toBeNull();
    const { prices, problems } = await client.checkout.preview.query({ country: 'ES', region: '' });
    expect(problems).toEqual([]);
    const { id: checkoutId } = await client.checkout.start.mutate({
      email: 'ana@shop.example',
      shippingAddress: ADDRESS,
      expectedTotal: prices.total,
    });
    await client.checkout.pay.mutate({ checkoutId });

    const reloaded = createTokenClient(backend, { guest }).client;
    const current = await reloaded.checkout.current.query();
    expect(current).toMatchObject({
      id: checkoutId,
      status: 'open',
      payment: { status: 'requires-action' },
    });
    const amended = await reloaded.checkout.amend.mutate({
      checkoutId,
      email: 'eva@shop.example',
      shippingAddress: { ...ADDRESS, city: 'Vigo' },
    });
    expect(amended).toMatchObject({ prices, payment: { id: current?.payment?.id } });
    expect(await newGuest().client.checkout.current.query()).toBeNull();
    const [{ reference = '' } = {}] = await backend.payments.list(1);
    await backend.payments.approve(reference);
    const { orderId } = await reloaded.checkout.complete.mutate({ checkoutId });
    if (orderId === null) return expect.unreachable();
    expect(await reloaded.orders.get.query({ orderId })).toMatchObject({
      email: 'eva@shop.example',
      shippingAddress: { city: 'Vigo' },
      prices: { total: { amount: 2000 } },
    });
    expect(await reloaded.checkout.current.query()).toBeNull();
    const late = reloaded.checkout.amend.mutate({ checkoutId, email: 'x@shop.example' });
    expect(await failureOf(late)).toMatchObject({
      reason: 'CHECKOUT_CLOSED',
      details: { status: 'completed' },
    });
  });

  test('keeps the cart at sign-in, with the stock that a checkout has reserved', async () => {
    const sku = await offer(1);
    const email = newEmail();
    await register(backend, email);
    const { client } = newGuest();
    await client.cart.add.mutate({ sku });
    await start(client);
    await client.auth.signIn.mutate({ email, password: PASSWORD });
    expect(await client.cart.get.query()).toMatchObject({
      lines: [{ sku, quantity: 1, isAvailable: true }],
    });
    expect(await start(client)).toMatchObject({ status: 'open' });
    await client.auth.signOut.mutate();
    expect(await client.cart.get.query()).toMatchObject({ id: null, lines: [] });
  });

  test('does not get the identity of an ended session', async () => {
    const sku = await offer(1);
    const email = newEmail();
    await register(backend, email);
    const { client, guest } = newGuest();
    await client.cart.add.mutate({ sku });
    await client.auth.signIn.mutate({ email, password: PASSWORD });
    const elsewhere = createTokenClient(backend, { guest }).client;
    await elsewhere.auth.signIn.mutate({ email, password: PASSWORD });
    await elsewhere.account.revokeOtherSessions.mutate();
    const failure: unknown = await client.cart.get.query().catch((error: unknown) => error);
    expect(isClientError(failure) && failure.data?.reason).toBe('SESSION_ENDED');
    // The client has let the session go; what it sees now is what the guest has.
    expect((await client.cart.get.query()).lines).toEqual([]);
  });
});

describe('a guest in a cookie', () => {
  const open = () => openBrowser(backend, backend.url, { guest: { kind: 'cookie' } });

  test('is one guest, however many calls are the first, and the cart follows to the account', async () => {
    const [first, second] = [await offer(5), await offer(5)];
    const { client, cookies } = open();
    expect((await client.cart.get.query()).lines).toEqual([]);
    expect([...cookies]).toEqual([]);
    await Promise.all([first, second].map((sku) => client.cart.add.mutate({ sku })));
    expect((await client.cart.get.query()).lines).toHaveLength(2);
    expect([...cookies.keys()]).toEqual(['trastienda-guest']);

    const email = newEmail();
    await register(backend, email);
    await client.auth.signIn.mutate({ email, password: PASSWORD });
    expect((await client.cart.get.query()).lines).toHaveLength(2);
    await client.auth.signOut.mutate();
    expect((await client.cart.get.query()).lines).toEqual([]);
  });

  test('sees the cart change in a live query that the page has opened', async () => {
    const sku = await offer(5);
    const { client } = open();
    await client.cart.add.mutate({ sku });
    const counted = createDeferred<number>();
    const stop = createLive(client).cart.get.watch(undefined, {
      onData({ lines: [line] }) {
        if (line?.quantity === 3) counted.resolve(line.quantity);
      },
    });
    await client.cart.setLine.mutate({ sku, quantity: 3 });
    expect(await counted.promise).toBe(3);
    stop();
  });

  test('buys on a page that a server renders, with cookies of the visitor', async () => {
    const sku = await offer(1);
    const lines: string[] = [];
    const visitor = createServerClient(
      {
        url: backend.url,
        guest: { kind: 'cookie' },
        onSetCookie: (line) => lines.push(line),
      },
      { headers: new Headers({ origin: backend.url }) },
    );
    await visitor.cart.add.mutate({ sku });
    expect((await visitor.cart.get.query()).lines).toMatchObject([{ sku }]);
    const cookie = lines.map((line) => line.split(';')[0]).join('; ');
    const later = createServerClient(
      { url: backend.url, guest: { kind: 'cookie' } },
      { headers: new Headers({ cookie, origin: backend.url }) },
    );
    expect((await later.cart.get.query()).lines).toMatchObject([{ sku }]);
    // A form that another site has posted.
    const forged = createServerClient(
      { url: backend.url, guest: { kind: 'cookie' } },
      { headers: new Headers({ cookie, origin: 'https://evil.example' }) },
    );
    expect(await reasonOf(forged.cart.clear.mutate())).toBe('ORIGIN_REJECTED');
  });
});

describe('guests of one address', () => {
  test('can reserve up to the limit, learn when to retry, and staff is exempt', async () => {
    const sku = await offer(50);
    const limited = await backend.another({
      buying: { reservationLimits: { buyerUnits: 5, addressUnits: 8, addressCheckouts: 0 } },
    });
    const startAs = async (quantity: number) => {
      const guest = createMemoryTokenStorage();
      const retryAfter: (string | null)[] = [];
      const client = limited.client({
        guest,
        async fetch(url, init) {
          const response = await fetch(url, init);
          retryAfter.push(response.headers.get('retry-after'));
          return response;
        },
      });
      await client.cart.add.mutate({ sku, quantity });
      const outcome = await failureOf(start(client)).catch(() => null);
      return { outcome, retryAfter: retryAfter.at(-1) ?? null };
    };
    expect(await startAs(6)).toMatchObject({
      outcome: { reason: 'CHECKOUT_LIMIT_REACHED', details: { limit: 'buyer-units', max: 5 } },
      retryAfter: null,
    });
    expect(await startAs(5)).toEqual({ outcome: null, retryAfter: null });
    const refused = await startAs(4);
    expect(refused.outcome).toMatchObject({
      reason: 'CHECKOUT_LIMIT_REACHED',
      httpStatus: 429,
      isRetryable: true,
      details: { limit: 'address-units', max: 8 },
    });
    expect(Number(refused.retryAfter)).toBeGreaterThan(800);

    const member = await person(backend, 'staff');
    const till = limited.client({ token: member.token });
    await till.cart.add.mutate({ sku, quantity: 20 });
    expect(await start(till)).toMatchObject({ status: 'open' });
    await limited.close();
  });
});
