import { CreateDiscountInput, OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { checkInvariants } from '@trastienda/shop-invariants';
import { clearFailPoint, failAtEachWrite, setFailPoint, WRITE_CONFLICT } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import { createExpireCheckouts } from '../checkout/jobs/expire-checkouts.ts';
import { RESERVATION_SECONDS, useTestShop, VISITOR } from '../testing/start-test-shop.ts';
import { placeOrder } from './place-order.ts';

const shop = await useTestShop();
await shop.discounts.create(
  CreateDiscountInput.parse({
    title: 'First hundred',
    effect: { kind: 'percent', ratePpm: 100_000 },
    usageLimit: 100,
  }),
  OPERATOR_ORIGIN,
);

/** Starts a checkout of two products with a discount; one product is nearly sold out. */
async function begin() {
  const buyer = shop.newBuyer();
  await shop.fill(
    buyer,
    { sku: await shop.offer({ quantity: 1 }) },
    { sku: await shop.offer({ quantity: 5 }), quantity: 2 },
  );
  return { buyer, checkout: await shop.checkout.start(buyer, shop.startInput(), VISITOR) };
}

async function beginAndPay() {
  const { buyer, checkout } = await begin();
  const input = {
    checkoutId: checkout.id,
    paymentMethod: 'pm_test_approve',
    idempotencyKey: shop.newKey(),
  };
  await shop.checkout.pay(buyer, input, VISITOR);
  const { paymentId } = (await shop.database.checkouts.find(checkout.id)) ?? {};
  const payment = await shop.database.payments.find(paymentId ?? '');
  if (payment === null) throw new Error('There is no payment.');
  return payment;
}

const place = async (payment: Awaited<ReturnType<typeof beginAndPay>>) => {
  const cause = { at: shop.clock.now(), requestId: null };
  return shop.database.transaction(() => placeOrder(shop.deps, payment, cause));
};

type Prepared = () => Promise<unknown>;

/** The transactions of a checkout, prepared to run. */
const TRANSACTIONS: Readonly<Record<string, () => Promise<Prepared>>> = {
  'starting in place of an earlier one': async () => {
    const { buyer } = await begin();
    const input = shop.startInput();
    return () => shop.checkout.start(buyer, input, VISITOR);
  },
  cancelling: async () => {
    const { buyer, checkout } = await begin();
    const input = { checkoutId: checkout.id, idempotencyKey: shop.newKey() };
    return () => shop.checkout.cancel(buyer, input, VISITOR);
  },
  expiring: async () => {
    await begin();
    const { runOnce } = createExpireCheckouts(shop.deps);
    shop.advance(RESERVATION_SECONDS);
    return runOnce;
  },
  'placing an order': async () => {
    const payment = await beginAndPay();
    return () => place(payment);
  },
  'placing an order late': async () => {
    const payment = await beginAndPay();
    shop.advance(10 * RESERVATION_SECONDS);
    await createExpireCheckouts(shop.deps).runOnce();
    return () => place(payment);
  },
};

describe('a fault of the database', () => {
  test.for(Object.entries(TRANSACTIONS))(
    'in any write of %s leaves no partial change, and the call can be repeated',
    async ([name, prepare], { skip }) => {
      if (shop.server.embedded === undefined) {
        return skip('fail points are of the embedded database');
      }
      // Checkouts left open by other cases must not interfere.
      shop.advance(10 * RESERVATION_SECONDS);
      await createExpireCheckouts(shop.deps).runOnce();
      const run = await prepare();
      const before = await shop.server.contents();
      const failures = await failAtEachWrite(shop.server.uri, run, async () => {
        expect(await shop.server.contents()).toBe(before);
      });
      // At least the checkout, the stock, its movements, the discount, the event and the commit.
      expect(failures).toBeGreaterThanOrEqual(6);
      expect(await shop.server.contents()).not.toBe(before);
      // This case ends with an order that its payment does not know yet.
      if (name.startsWith('placing')) return;
      expect(await checkInvariants(shop.server.uri)).toEqual([]);
    },
  );

  test('that looks like a lost race retries the transaction, with a single effect', async ({
    skip,
  }) => {
    if (shop.server.embedded === undefined) return skip('fail points are of the embedded database');
    const sku = await shop.offer({ quantity: 5 });
    for (let writes = 0; writes < 8; writes += 1) {
      const buyer = shop.newBuyer();
      await shop.fill(buyer, { sku });
      await setFailPoint(shop.server.uri, { fault: WRITE_CONFLICT, skip: writes, times: 1 });
      await shop.checkout.start(buyer, shop.startInput(), VISITOR);
      await clearFailPoint(shop.server.uri);
      expect(await shop.stock.get({ sku })).toMatchObject({ reserved: 1 });
      shop.advance(RESERVATION_SECONDS);
      await createExpireCheckouts(shop.deps).runOnce();
    }
  });
});
