import {
  type OrderState,
  openDatabase,
  type PaymentState,
  type RefundState,
} from '@trastienda/shop-db';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { orderOf } from '../orders/testing/priced-order.ts';
import type { ProviderUpdate } from '../payments/apply-provider-state.ts';
import { paymentState } from '../payments/testing/payment-state.ts';
import { openStock } from '../stock/open-stock.ts';
import { recordMoney } from './record-money.ts';

const { server, database } = await useTestDatabase(openDatabase);

beforeEach(() => server.clear());

const context = { at: new Date('2100-01-01T00:00:00.000Z'), requestId: null };

/** An order of 10 EUR that waits for its money. */
async function placed(parts: Partial<OrderState> = {}): Promise<OrderState> {
  const order = orderOf([{ quantity: 2, total: 1000, tax: 0 }], { total: 0, tax: 0 });
  const { eventSequence: _, ...pending } = { ...order, status: 'pending' as const, paidAmount: 0 };
  return database.orders.insert({ ...pending, ...parts });
}

const nothing: ProviderUpdate = {
  ...{ change: {}, drafts: [], captured: 0, refunded: [], failedRefunds: [], returned: [] },
};

async function follow(
  status: PaymentState['status'],
  update: Partial<ProviderUpdate>,
  order: OrderState | null,
  more: Partial<PaymentState> & { readonly wasCaptured?: boolean } = {},
) {
  const { wasCaptured = false, ...parts } = more;
  const amountCaptured = status === 'captured' ? 1000 : 0;
  const payment = paymentState({ status, amount: 1000, amountCaptured, ...parts });
  const money = { payment, update: { ...nothing, ...update }, wasCaptured };
  const after = await database.transaction(() => recordMoney({ database }, money, order, context));
  const entries = await database.ledger.ofPayments([payment.id]);
  return { after, entries: entries.map(({ kind, key }) => [kind, key.split(':').at(-1)]) };
}

const refund: RefundState = {
  ...{ id: 'r', status: 'succeeded', amount: 500, reference: 're', reason: null },
  lines: [{ sku: 'SKU-0', quantity: 1, amount: 500, tax: 0, canceled: 0, returned: 0 }],
  ...{ split: { sales: 500, shipping: 0, tax: 0 }, createdAt: context.at },
};

describe('money that was taken', () => {
  test('pays for the order, and is booked as captured and sold', async () => {
    const { after, entries } = await follow('captured', { captured: 1000 }, await placed());
    expect(after).toMatchObject({ status: 'paid', paidAmount: 1000, eventSequence: 2 });
    expect(entries).toEqual([
      ['capture', '1000'],
      ['sale', '1000'],
    ]);
  });

  test('is booked as captured only while there is no order', async () => {
    const { after, entries } = await follow('captured', { captured: 1000 }, null);
    expect(after).toBeNull();
    expect(entries).toEqual([['capture', '1000']]);
  });

  test('in parts pays for the order by each of them', async () => {
    const order = await placed({ status: 'paid', paidAmount: 600 });
    const more = { wasCaptured: true };
    const { after, entries } = await follow('captured', { captured: 400 }, order, more);
    expect(after).toMatchObject({ status: 'paid', paidAmount: 1000 });
    expect(entries.map(([kind]) => kind)).toEqual(['capture', 'sale']);
    const early = await placed({
      id: 'b'.repeat(24),
      number: 'B',
      checkoutId: 'b',
      paymentId: 'b',
    });
    const first = { amountCaptured: 300 };
    expect((await follow('authorized', { captured: 300 }, early, first)).after).toMatchObject({
      ...{ status: 'paid', paidAmount: 300 },
    });
  });

  test('may be none: what costs nothing is paid for with that, and nothing is booked', async () => {
    const free = { amount: 0, amountCaptured: 0 };
    const { after, entries } = await follow('captured', {}, await placed(), free);
    expect(after).toMatchObject({ status: 'paid', paidAmount: 0 });
    expect(entries).toEqual([]);
  });
});

test.each([
  ['captured', true],
  ['authorized', false],
  ['requires-action', false],
] as const)(
  'an order stays as it is while its payment is still %s',
  async (status, wasCaptured) => {
    const order = await placed();
    const { after, entries } = await follow(status, {}, order, { wasCaptured });
    expect(after).toEqual(order);
    expect(await database.orders.find(order.id)).toEqual(order);
    expect(entries).toEqual([]);
  },
);

describe('money that was given back', () => {
  const captured = { wasCaptured: true, refunds: [refund] };

  test('is booked and counted, and undone when it comes back', async () => {
    const order = await placed({ status: 'paid', paidAmount: 1000 });
    const { after } = await follow('captured', { refunded: [refund] }, order, captured);
    expect(after).toMatchObject({
      ...{ refundedAmount: 500, lines: [{ refundedQuantity: 1 }], eventSequence: 2 },
    });
    const undone = await follow('captured', { returned: [refund] }, after, captured);
    expect(undone.after).toMatchObject({
      ...{ refundedAmount: 0, lines: [{ refundedQuantity: 0 }], eventSequence: 3 },
    });
    expect(undone.entries).toEqual([
      ['refund', 'r'],
      ['refund', 'r'],
    ]);
  });

  test('of no order is only booked', async () => {
    const update = { refunded: [refund], returned: [refund] };
    const { after, entries } = await follow('captured', update, null, captured);
    expect(after).toBeNull();
    expect(entries).toHaveLength(2);
  });
});

describe('a payment that came to nothing', () => {
  test.each(['voided', 'failed'] as const)(
    'as %s cancels its order, whose stock goes back',
    async (status) => {
      const settings = { productId: 'a'.repeat(24), isTracked: true, policy: 'deny' } as const;
      await openStock(database, [{ sku: 'SKU-0', ...settings, quantity: 1 }], context);
      const { after, entries } = await follow(status, {}, await placed());
      expect(after).toMatchObject({
        ...{ status: 'cancelled', paidAmount: 0, eventSequence: 2 },
        lines: [{ canceledQuantity: 2, restockedQuantity: 2 }],
      });
      expect(await database.stock.find(['SKU-0'])).toMatchObject([{ onHand: 3, available: 3 }]);
      expect(entries).toEqual([]);
      // An order that was paid for by then stays.
      expect((await follow(status, {}, after)).after).toEqual(after);
    },
  );

  test('without an order changes nothing', async () => {
    expect(await follow('voided', {}, null)).toEqual({ after: null, entries: [] });
  });
});
