import { CreateDiscountInput, OPERATOR_ORIGIN, type PaymentView } from '@trastienda/shop-contract';
import type { PaymentState } from '@trastienda/shop-db';
import { checkInvariants } from '@trastienda/shop-invariants';
import { afterAll, describe, expect, test } from 'vitest';
import { createExpireCheckouts } from '../checkout/jobs/expire-checkouts.ts';
import {
  ADDRESS,
  RESERVATION_SECONDS,
  type TestShop,
  useTestShop,
  VISITOR,
} from '../testing/start-test-shop.ts';
import { type PlacementResult, placeOrder } from './place-order.ts';

const shop = await useTestShop();

afterAll(async () => {
  expect(await checkInvariants(shop.server.uri)).toEqual([]);
});

type StartedCheckout = Awaited<ReturnType<TestShop['begin']>>;

const callOf = ({ checkout }: StartedCheckout) => ({
  checkoutId: checkout.id,
  idempotencyKey: shop.newKey(),
});

async function pay(
  begun: StartedCheckout,
  paymentMethod = 'pm_test_approve',
): Promise<PaymentView> {
  const input = { ...callOf(begun), paymentMethod };
  const { payment } = await shop.checkout.pay(begun.buyer, input, VISITOR);
  if (payment === null) throw new Error('There is no payment.');
  return payment;
}

const complete = (begun: StartedCheckout) =>
  shop.checkout.complete(begun.buyer, callOf(begun), VISITOR);
const expire = () => createExpireCheckouts(shop.deps).runOnce();

async function paymentOf({ checkout }: StartedCheckout): Promise<PaymentState> {
  const { paymentId } = (await shop.database.checkouts.find(checkout.id)) ?? {};
  const payment = await shop.database.payments.find(paymentId ?? '');
  if (payment === null) throw new Error('There is no payment.');
  return payment;
}

const place = (payment: PaymentState): Promise<PlacementResult> =>
  shop.database.transaction(() =>
    placeOrder(shop.deps, payment, { at: shop.clock.now(), requestId: null }),
  );

/** Places an order that must change nothing; returns the result. */
async function placeWithoutEffect(payment: PaymentState): Promise<PlacementResult> {
  const before = await shop.server.contents();
  const placement = await place(payment);
  expect(await shop.server.contents()).toBe(before);
  return placement;
}

describe('a paid checkout', () => {
  test('becomes an order of its lines, and its reservation is committed', async () => {
    const sku = await shop.offer({ quantity: 5, amount: 700 });
    const begun = await shop.begin(sku, 2);
    await pay(begun);
    const completed = await complete(begun);
    expect(completed).toMatchObject({
      status: 'completed',
      payment: { status: 'captured' },
      orderNumber: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
    });
    const order = await shop.database.orders.find(completed.orderId ?? '');
    expect(order).toMatchObject({
      number: completed.orderNumber,
      checkoutId: begun.checkout.id,
      buyer: begun.buyer,
      email: 'ana@example.com',
      status: 'paid',
      currency: 'EUR',
      totalAmount: 1400,
      shippingAddress: ADDRESS,
      prices: begun.checkout.prices,
      lines: [
        {
          ...begun.checkout.lines[0],
          total: { amount: 1400, currency: 'EUR' },
          stockQuantity: 2,
          restockedQuantity: 0,
          fulfilledQuantity: 0,
          refundedQuantity: 0,
        },
      ],
    });
    expect(await shop.stock.get({ sku })).toMatchObject({ onHand: 3, reserved: 0, available: 3 });
    expect((await shop.cart.get(begun.buyer)).id).toBeNull();
    expect(await shop.checkout.get(begun.buyer, callOf(begun))).toEqual(completed);
  });

  test('leaves units in the cart that its buyer has added since', async () => {
    const [sku, other] = [await shop.offer(), await shop.offer()];
    const begun = await shop.begin(sku, 2);
    await shop.fill(begun.buyer, { sku, quantity: 1 }, { sku: other, quantity: 4 });
    await pay(begun);
    await complete(begun);
    const { lines } = await shop.cart.get(begun.buyer);
    expect(lines.map((line) => [line.sku, line.quantity])).toEqual([
      [sku, 1],
      [other, 4],
    ]);
  });

  test('remains the same order, for its payment and for any other one', async () => {
    const begun = await shop.begin(await shop.offer());
    await pay(begun);
    const { orderId } = await complete(begun);
    const payment = await paymentOf(begun);
    expect(await placeWithoutEffect(payment)).toMatchObject({
      kind: 'placed',
      order: { id: orderId },
    });
    const other = { ...payment, id: shop.database.payments.newId() };
    expect(await placeWithoutEffect(other)).toEqual({ kind: 'refused', reason: 'superseded' });
  });

  test('never becomes one when it was canceled', async () => {
    const begun = await shop.begin(await shop.offer());
    await pay(begun);
    await shop.checkout.cancel(begun.buyer, callOf(begun), VISITOR);
    expect(await placeWithoutEffect(await paymentOf(begun))).toEqual({
      kind: 'refused',
      reason: 'cancelled',
    });
  });
});

describe('a late payment', () => {
  test('buys what the checkout still reserves if it has not been expired yet', async () => {
    const sku = await shop.offer({ quantity: 1 });
    const begun = await shop.begin(sku);
    await pay(begun);
    shop.advance(10 * RESERVATION_SECONDS);
    expect(await complete(begun)).toMatchObject({ status: 'completed' });
  });

  test('buys from stock when there is enough', async () => {
    const sku = await shop.offer({ quantity: 3 });
    const begun = await shop.begin(sku, 2);
    await pay(begun);
    shop.advance(10 * RESERVATION_SECONDS);
    expect(await expire()).toBe(1);
    await shop.background.runOnce();
    expect(await shop.checkout.get(begun.buyer, callOf(begun))).toMatchObject({
      status: 'completed',
      payment: { status: 'captured' },
    });
    expect(await shop.stock.get({ sku })).toMatchObject({ onHand: 1, reserved: 0, available: 1 });
  });

  test('buys nothing when the stock is sold, and is refunded', async () => {
    const sku = await shop.offer({ quantity: 2 });
    const begun = await shop.begin(sku, 2);
    await pay(begun);
    shop.advance(10 * RESERVATION_SECONDS);
    await expire();
    await shop.begin(sku);
    const payment = await paymentOf(begun);
    expect(await placeWithoutEffect(payment)).toEqual({ kind: 'refused', reason: 'stock' });
    await shop.background.runOnce();
    expect(await shop.checkout.get(begun.buyer, callOf(begun))).toMatchObject({
      status: 'expired',
      payment: { status: 'voided' },
      orderId: null,
    });
    expect(await shop.stock.get({ sku })).toMatchObject({ onHand: 2, reserved: 1, available: 1 });
  });

  test('buys nothing when the discount is used up', async () => {
    const sku = await shop.offer();
    await shop.discounts.create(
      CreateDiscountInput.parse({
        title: 'Last one',
        code: 'LAST',
        effect: { kind: 'percent', ratePpm: 500_000 },
        usageLimit: 1,
      }),
      OPERATOR_ORIGIN,
    );
    const beginWithCode = async (): Promise<StartedCheckout> => {
      const buyer = shop.newBuyer();
      await shop.fill(buyer, { sku });
      await shop.cart.setDiscountCodes(buyer, { codes: ['LAST'] });
      return { buyer, checkout: await shop.checkout.start(buyer, shop.startInput(), VISITOR) };
    };
    const begun = await beginWithCode();
    await pay(begun);
    shop.advance(10 * RESERVATION_SECONDS);
    await expire();
    await beginWithCode();
    expect(await placeWithoutEffect(await paymentOf(begun))).toEqual({
      kind: 'refused',
      reason: 'discount',
    });
    await shop.background.runOnce();
  });

  test('buys nothing when its buyer has started a new checkout since, and is refunded', async () => {
    for (const isBought of [true, false]) {
      const sku = await shop.offer({ quantity: 5 });
      const begun = await shop.begin(sku);
      await pay(begun);
      shop.advance(10 * RESERVATION_SECONDS);
      await expire();
      const { buyer } = begun;
      const checkout = await shop.checkout.start(buyer, shop.startInput(), VISITOR);
      if (isBought) {
        await pay({ buyer, checkout });
        await complete({ buyer, checkout });
      }
      expect(await placeWithoutEffect(await paymentOf(begun))).toEqual({
        kind: 'refused',
        reason: 'superseded',
      });
      await shop.background.runOnce();
      expect(await shop.checkout.get(buyer, callOf(begun))).toMatchObject({
        status: 'expired',
        payment: { status: 'voided' },
      });
      expect(await shop.stock.get({ sku })).toMatchObject({ available: 4 });
    }
  });

  test("buys when the buyer's new checkout has ended without an order", async () => {
    const begun = await shop.begin(await shop.offer({ quantity: 1 }));
    await pay(begun);
    shop.advance(10 * RESERVATION_SECONDS);
    await expire();
    const { buyer } = begun;
    const checkout = await shop.checkout.start(buyer, shop.startInput(), VISITOR);
    await shop.checkout.cancel(buyer, callOf({ buyer, checkout }), VISITOR);
    await shop.background.runOnce();
    expect(await shop.checkout.get(buyer, callOf(begun))).toMatchObject({ status: 'completed' });
  });

  test('has one outcome when it races the expiry', async () => {
    for (let round = 0; round < 5; round += 1) {
      const sku = await shop.offer({ quantity: 1 });
      const begun = await shop.begin(sku);
      await pay(begun);
      shop.advance(10 * RESERVATION_SECONDS);
      const elsewhere = createExpireCheckouts({ ...shop.openProcess(), ...shop.deps });
      await Promise.all([complete(begun), elsewhere.runOnce()]);
      await shop.background.runOnce();
      expect(await shop.checkout.get(begun.buyer, callOf(begun))).toMatchObject({
        status: 'completed',
        payment: { status: 'captured' },
      });
      expect(await shop.stock.get({ sku })).toMatchObject({ onHand: 0, reserved: 0 });
    }
  });
});
