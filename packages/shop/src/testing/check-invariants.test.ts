import { CreateDiscountInput, OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { checkInvariants } from '@trastienda/shop-invariants';
import { expect, test } from 'vitest';
import { useTestOrders } from './start-test-orders.ts';
import { VISITOR } from './start-test-shop.ts';

/** A shop with at least one document of each kind that the checker reads. */
const shop = await useTestOrders();
await shop.discounts.create(
  CreateDiscountInput.parse({
    title: 'Once',
    ...{ code: 'ONCE', effect: { kind: 'percent', ratePpm: 100_000 } },
    ...{ usageLimit: 5, usageLimitPerBuyer: 1 },
  }),
  OPERATOR_ORIGIN,
);
const buyer = shop.newBuyer();
await shop.fill(buyer, { sku: await shop.offer({ sku: 'HELD' }), quantity: 2 });
await shop.cart.setDiscountCodes(buyer, { codes: ['ONCE'] });
await shop.checkout.start(buyer, shop.startInput(), VISITOR);
const sent = await shop.bought('fulfilled');
const what = { kind: 'lines', lines: shop.unitsOf(sent, 1), restock: true } as const;
await shop.orderAdmin.refund({ ...shop.callInput(sent), what }, OPERATOR_ORIGIN);
await shop.bought('cancelled');
await shop.bought('pending');
while ((await shop.background.runOnce()) > 0);

type Fields = Readonly<Record<string, unknown>>;

/** Selects a stored document, changes it, and names the invariant that the change violates. */
const DAMAGES: readonly [collection: string, which: Fields, damage: Fields, invariant: string][] = [
  ['stock', { _id: 'HELD' }, { onHand: 11, available: 9 }, 'stock-movements'],
  ['stock_movements', { sku: 'HELD' }, { sku: 'OTHER' }, 'stock-movements'],
  ['checkouts', { status: 'open' }, { reservations: [] }, 'stock-reservations'],
  ['checkouts', { status: 'completed' }, { status: 'expired' }, 'checkout-orders'],
  ['checkouts', { status: 'open' }, { eventSequence: 99 }, 'checkout-events'],
  ['orders', { status: 'fulfilled' }, { totalAmount: 1 }, 'order-lines'],
  ['orders', { status: 'fulfilled' }, { refundedAmount: 1 }, 'payment-order'],
  ['orders', { status: 'fulfilled' }, { eventSequence: 99 }, 'order-events'],
  ['orders', { status: 'pending' }, { checkoutId: 'another' }, 'checkout-orders'],
  ['stock_movements', { kind: 'sold' }, { onHandChange: -1 }, 'order-stock'],
  ['stock_movements', { kind: 'returned' }, { orderId: null }, 'order-stock'],
  ['payments', { status: 'captured' }, { amountCaptured: 1 }, 'payment-amounts'],
  ['payments', { status: 'captured' }, { eventSequence: 99 }, 'payment-events'],
  ['payments', { status: 'authorized' }, { nextAttemptAt: null }, 'payment-forgotten'],
  ['payments', { status: 'captured' }, { orderId: null }, 'payment-order'],
  ['ledger_entries', { kind: 'capture' }, { paymentId: 'another' }, 'payment-ledger'],
  ['ledger_entries', { kind: 'sale' }, { 'postings.0.amount': 1 }, 'ledger-balance'],
  ['ledger_entries', { kind: 'refund' }, { kind: 'sale' }, 'payment-ledger'],
  ['sandbox_payments', { status: 'captured' }, { amountCaptured: 1 }, 'provider-payments'],
  ['events', { type: 'payment.captured' }, { sequence: 99 }, 'payment-events'],
  ['discounts', { code: 'ONCE' }, { used: 2 }, 'discount-uses'],
  ['discount_uses', {}, { isCountedForBuyer: false }, 'discount-buyers'],
  ['checkouts', { status: 'open' }, { status: 'cancelled' }, 'discount-checkouts'],
  ['report_rows', { kind: 'total' }, { 'figures.sales': 1 }, 'report-roll-ups'],
  ['report_rows', { kind: 'tax' }, { 'figures.tax': 1 }, 'report-roll-ups'],
  ['report_rows', { kind: 'total' }, { day: '2000-01-01' }, 'report-roll-ups'],
];

test('a shop that works as intended violates no invariant', async () => {
  expect(await checkInvariants(shop.server.uri)).toEqual([]);
});

test.each(DAMAGES)('changing %s of %j to %j is found', async (name, which, damage, invariant) => {
  await shop.server.withClient(async (client) => {
    const collection = client.db().collection<Fields>(name);
    const before = await collection.findOneAndUpdate(which, { $set: damage });
    if (before === null) throw new Error('The shop has written no such document.');
    try {
      const found = await checkInvariants(client);
      expect(found.map((violation) => violation.invariant)).toContain(invariant);
    } finally {
      const { _id, ...document } = before;
      await collection.replaceOne({ _id }, document);
    }
  });
});
