import { type Buyer, OPERATOR_ORIGIN, type RefundOrderInput } from '@trastienda/shop-contract';
import { afterAll, expect, test } from 'vitest';
import { useTestPayments } from '../testing/start-test-payments.ts';
import { VISITOR } from '../testing/start-test-shop.ts';

const fixture = await useTestPayments();

afterAll(async () => {
  expect(await fixture.violations()).toEqual([]);
});

const fils = (amount: number) => ({ amount, currency: 'KWD' });

/** Creates a buyer with a cart in dinars, a percentage discount and added tax. */
async function fillCart(): Promise<Buyer> {
  const [a, b] = [await fixture.offer(), await fixture.offer()];
  const prices = [
    { sku: a, amount: 1235 },
    { sku: b, amount: 4990 },
  ];
  await fixture.prices.set({ currency: 'KWD', prices }, OPERATOR_ORIGIN);
  const zone = { name: 'VAT', country: 'ES', region: null, ratePpm: 50_000 };
  await fixture.taxes.create(
    { ...zone, isTaxIncluded: false, isShippingTaxed: false },
    OPERATOR_ORIGIN,
  );
  await fixture.discounts.create(
    {
      ...{ code: 'FIFTEEN', title: '15 % off', effect: { kind: 'percent', ratePpm: 150_000 } },
      ...{ minimumSubtotals: [], startsAt: null, endsAt: null, isActive: true },
      ...{ usageLimit: null, usageLimitPerBuyer: null },
    },
    OPERATOR_ORIGIN,
  );
  const buyer = fixture.newBuyer();
  await fixture.cart.add(buyer, { sku: a, quantity: 3, currency: 'KWD' });
  await fixture.cart.add(buyer, { sku: b, quantity: 1 });
  await fixture.cart.setDiscountCodes(buyer, { codes: ['FIFTEEN'] });
  return buyer;
}

test('a purchase in dinars with a percentage discount is paid, and refunded unit by unit', async () => {
  const buyer = await fillCart();
  const cart = await fixture.cart.get(buyer);
  // 3 × 1.235 is 3.705; 15 % of 3.700 + 4.990 is 1.3035.
  expect(cart).toMatchObject({
    lines: [{ subtotal: fils(3700) }, { subtotal: fils(4990) }],
    discountTotal: fils(1300),
    total: fils(7390),
  });
  const checkout = await fixture.checkout.start(buyer, fixture.startInput(), VISITOR);
  const { lines, total } = checkout.prices;
  expect([total, ...lines.map((line) => line.total)].map(({ amount }) => amount % 10)).toEqual([
    0, 0, 0,
  ]);
  await fixture.pay({ buyer, checkout }, 'pm_test_approve');
  const { orderId } = await fixture.complete({ buyer, checkout });

  const refund = (what: RefundOrderInput['what']) =>
    fixture.orderAdmin.refund(
      { orderId: orderId ?? '', what, idempotencyKey: fixture.newKey() },
      OPERATOR_ORIGIN,
    );
  const before = await fixture.server.contents();
  await expect(refund({ kind: 'amount', amount: 1005 })).rejects.toMatchObject({
    reason: 'AMOUNT_NOT_PAYABLE',
    details: { amount: 1005, payableStep: 10 },
  });
  expect(await fixture.server.contents()).toBe(before);

  const [first] = lines;
  const one = [{ sku: first?.sku ?? '', quantity: 1 }];
  for (const _ of [1, 2, 3]) await refund({ kind: 'lines', lines: one, restock: false });
  const { refunds } = await refund({ kind: 'everything', restock: false });
  expect(refunds).toHaveLength(4);
  for (const { amount } of refunds) {
    expect([amount.amount % 10, amount.currency]).toEqual([0, 'KWD']);
  }
  const sumOfUnits = refunds.slice(0, 3).reduce((sum, { amount }) => sum + amount.amount, 0);
  expect(sumOfUnits).toBe(first?.total.amount);
  await fixture.runBackground();
  expect(await fixture.orderAdmin.get({ orderId: orderId ?? '' })).toMatchObject({
    paymentStatus: 'refunded',
    refunded: total,
  });
});
