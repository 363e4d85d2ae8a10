import { createHash } from 'node:crypto';
import { type CallOrigin, ROLE_PERMISSIONS, type Role } from '@trastienda/shop-contract';
import { checkInvariants } from '@trastienda/shop-invariants';
import { afterAll, describe, expect, test } from 'vitest';
import type { ShopOptions } from '../create-shop.ts';
import { RESERVATION_SECONDS, useTestShop, VISITOR } from '../testing/start-test-shop.ts';

const shop = await useTestShop();

afterAll(async () => {
  expect(await checkInvariants(shop.server.uri)).toEqual([]);
});

type Limits = NonNullable<ShopOptions['reservationLimits']>;

/** Opens a process with these limits only. */
function limitedTo(limits: Partial<Limits>) {
  const { checkout, background } = shop.openProcess({
    reservationLimits: {
      ...{ buyerUnits: 0, addressUnits: 0, addressCheckouts: 0 },
      addressKeyOf: (source) => createHash('sha256').update(source).digest('hex'),
      ...limits,
    },
  });
  return { checkout, background };
}

let hosts = 0;
/** Returns the origin of a call from a new network address. */
function newOrigin(actor: CallOrigin['actor'] = VISITOR.actor): CallOrigin {
  hosts += 1;
  return { ...VISITOR, actor, source: `2001:db8:7:${hosts.toString(16)}::/64` };
}

const signedIn = (role: Role): CallOrigin['actor'] => ({
  ...{ kind: 'account', accountId: 'a'.repeat(24), sessionId: 'b'.repeat(24), role },
  ...{ permissions: ROLE_PERMISSIONS[role], isRecent: true },
});

/** Creates a buyer with this quantity in the cart. */
async function wanting(sku: string, quantity: number) {
  const buyer = shop.newBuyer();
  await shop.fill(buyer, { sku, quantity });
  return buyer;
}

const rejection = (limit: string, max: number, more: object = {}) => ({
  reason: 'CHECKOUT_LIMIT_REACHED',
  details: { limit, max, ...more },
});

describe('one buyer', () => {
  test('reserves at most the allowed units, and a larger cart is rejected', async () => {
    const { checkout } = limitedTo({ buyerUnits: 5 });
    const sku = await shop.offer({ quantity: 100 });
    const greedy = await wanting(sku, 6);
    const before = await shop.server.contents();
    const start = checkout.start(greedy, shop.startInput(), VISITOR);
    await expect(start).rejects.toMatchObject(rejection('buyer-units', 5));
    // Waiting would not help.
    await expect(start).rejects.toSatisfy(
      ({ details }: { details: object }) => !('retryAfterSeconds' in details),
    );
    expect(await shop.server.contents()).toBe(before);
    await shop.cart.setLine(greedy, { sku, quantity: 5 });
    expect(await checkout.start(greedy, shop.startInput(), VISITOR)).toMatchObject({
      status: 'open',
    });
  });

  test('may start again any number of times: the earlier reservation of the cart does not count', async () => {
    const { checkout } = limitedTo({ buyerUnits: 5, addressUnits: 5, addressCheckouts: 1 });
    const buyer = await wanting(await shop.offer({ quantity: 100 }), 5);
    const origin = newOrigin();
    for (let round = 0; round < 3; round += 1) {
      const begun = await checkout.start(buyer, shop.startInput(), origin);
      expect(begun.status).toBe('open');
    }
  });

  test('is limited by reserved stock: untracked products reserve nothing', async () => {
    const { checkout } = limitedTo({ buyerUnits: 5, addressUnits: 5 });
    const buyer = await wanting(await shop.offer({ isTracked: false }), 500);
    expect(await checkout.start(buyer, shop.startInput(), newOrigin())).toMatchObject({
      status: 'open',
    });
  });
});

describe('one network address', () => {
  test('reserves at most the allowed units, for any number of guests', async () => {
    const { checkout } = limitedTo({ buyerUnits: 5, addressUnits: 8 });
    const sku = await shop.offer({ quantity: 100 });
    const origin = newOrigin();
    const [first, second] = [await wanting(sku, 5), await wanting(sku, 4)];
    await checkout.start(first, shop.startInput(), origin);
    shop.advance(60);
    const before = await shop.server.contents();
    await expect(checkout.start(second, shop.startInput(), origin)).rejects.toMatchObject(
      rejection('address-units', 8, { retryAfterSeconds: RESERVATION_SECONDS - 60 }),
    );
    expect(await shop.server.contents()).toBe(before);
    // Other addresses are unaffected, and so is the buyer from another address.
    expect(await checkout.start(second, shop.startInput(), newOrigin())).toMatchObject({
      status: 'open',
    });
  });

  test('is released by checkouts that ended in any way', async () => {
    const { checkout, background } = limitedTo({ addressCheckouts: 1 });
    const sku = await shop.offer({ quantity: 100 });
    const origin = newOrigin();
    const start = async () => {
      const buyer = await wanting(sku, 1);
      const begun = await checkout.start(buyer, shop.startInput(), origin);
      return { buyer, call: { checkoutId: begun.id, idempotencyKey: shop.newKey() } };
    };
    const isFull = () => expect(start()).rejects.toMatchObject(rejection('address-checkouts', 1));

    const cancelled = await start();
    await isFull();
    await checkout.cancel(cancelled.buyer, cancelled.call, origin);

    const bought = await start();
    await isFull();
    const pay = { ...bought.call, paymentMethod: 'pm_test_approve' };
    await checkout.pay(bought.buyer, pay, origin);
    await isFull();
    expect(await checkout.complete(bought.buyer, bought.call, origin)).toMatchObject({
      status: 'completed',
    });

    await start();
    await isFull();
    shop.advance(RESERVATION_SECONDS);
    await background.runOnce();
    await start();
    await isFull();
  });

  test('has at most the allowed open checkouts when several start at once in several processes', async () => {
    const limits = { addressCheckouts: 2 };
    const processes = [1, 2, 3, 4].map(() => limitedTo(limits));
    for (let round = 0; round < 5; round += 1) {
      const origin = newOrigin();
      // One SKU each, so that nothing else serializes them.
      const buyers = await Promise.all(processes.map(async () => wanting(await shop.offer(), 1)));
      const outcomes = await Promise.all(
        processes.map(({ checkout }, index) =>
          retryWhileBusy(() =>
            checkout.start(buyers[index] ?? shop.newBuyer(), shop.startInput(), origin),
          ),
        ),
      );
      expect(outcomes.toSorted()).toEqual([
        ...['CHECKOUT_LIMIT_REACHED', 'CHECKOUT_LIMIT_REACHED', null, null],
      ]);
    }
  });

  test('is not stored', async () => {
    const { checkout } = limitedTo({ addressCheckouts: 5 });
    const origin = newOrigin();
    await checkout.start(await wanting(await shop.offer(), 1), shop.startInput(), origin);
    expect(await shop.server.contents()).not.toContain(origin.source);
  });
});

describe('staff', () => {
  test.each([
    ['a member of staff', signedIn('staff')],
    ['a system with a key', { kind: 'machine', name: 'till', permissions: [] } as const],
  ])('is not limited: %s', async (_who, actor) => {
    const { checkout } = limitedTo({ buyerUnits: 2, addressUnits: 2, addressCheckouts: 1 });
    const sku = await shop.offer({ quantity: 100 });
    const origin = newOrigin(actor);
    for (let count = 0; count < 3; count += 1) {
      const begun = await checkout.start(await wanting(sku, 9), shop.startInput(), origin);
      expect(begun.status).toBe('open');
    }
    // Checkouts of staff do not limit a customer at the same address either.
    const guest = await wanting(sku, 2);
    const atTheTill = { ...origin, actor: VISITOR.actor };
    expect(await checkout.start(guest, shop.startInput(), atTheTill)).toMatchObject({
      status: 'open',
    });
  });

  test('does not include other signed-in accounts', async () => {
    const { checkout } = limitedTo({ buyerUnits: 2 });
    const buyer = await wanting(await shop.offer(), 3);
    const start = checkout.start(buyer, shop.startInput(), newOrigin(signedIn('customer')));
    await expect(start).rejects.toMatchObject(rejection('buyer-units', 2));
  });
});

describe('a preview names the limit that the start of a checkout would exceed', () => {
  /** Requires that the preview has the problem with which a start is rejected, or none. */
  async function expectSame(
    { checkout }: ReturnType<typeof limitedTo>,
    buyer: ReturnType<typeof shop.newBuyer>,
    origin: CallOrigin,
    exceeded: { readonly limit: string; readonly max: number } | null,
  ) {
    const place = { country: 'ES', region: null, shippingMethodId: null };
    const { problems } = await checkout.preview(buyer, place, origin);
    expect(problems).toEqual(exceeded === null ? [] : [{ kind: 'limit-reached', ...exceeded }]);
    const starting = checkout.start(buyer, shop.startInput(), origin);
    if (exceeded === null) return await starting;
    const { limit, max } = exceeded;
    return await expect(starting).rejects.toMatchObject(rejection(limit, max));
  }

  test('of one buyer, whose earlier checkout of the cart does not count', async () => {
    const limited = limitedTo({ buyerUnits: 5 });
    const sku = await shop.offer({ quantity: 100 });
    const buyer = await wanting(sku, 6);
    const tooMany = { limit: 'buyer-units', max: 5 };
    await expectSame(limited, buyer, VISITOR, tooMany);
    await shop.cart.setLine(buyer, { sku, quantity: 5 });
    await expectSame(limited, buyer, VISITOR, null);
    await expectSame(limited, buyer, VISITOR, null);
    await shop.cart.clear(buyer);
    await shop.fill(buyer, { sku: await shop.offer({ isTracked: false }), quantity: 500 });
    await expectSame(limited, buyer, VISITOR, null);
  });

  test('of one network address, and none for staff', async () => {
    const limited = limitedTo({ addressUnits: 8, addressCheckouts: 2 });
    const sku = await shop.offer({ quantity: 100 });
    const origin = newOrigin();
    await expectSame(limited, await wanting(sku, 5), origin, null);
    const second = await wanting(sku, 4);
    await expectSame(limited, second, origin, { limit: 'address-units', max: 8 });
    await expectSame(limited, second, newOrigin(), null);
    await expectSame(limited, await wanting(sku, 1), origin, null);
    const third = await wanting(sku, 1);
    await expectSame(limited, third, origin, { limit: 'address-checkouts', max: 2 });
    await expectSame(limited, third, { ...origin, actor: signedIn('staff') }, null);
  });
});

/** Returns the rejection of a call; null when it succeeded. */
async function retryWhileBusy(call: () => Promise<unknown>): Promise<unknown> {
  for (;;) {
    const reason: unknown = await call().then(
      () => null,
      (error: { reason?: unknown }) => error.reason ?? error,
    );
    if (reason !== 'DATABASE_BUSY') return reason;
  }
}
