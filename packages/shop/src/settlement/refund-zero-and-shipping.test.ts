import { beforeAll, describe, expect, test } from 'vitest';
import { STAFF } from '../testing/start-test-orders.ts';
import { EVERYTHING, rejection, useTestRefunds } from '../testing/use-test-refunds.ts';

const fixture = await useTestRefunds();
const { cancel, onHand, refundOf } = fixture;

describe('a refund of zero', () => {
  test('is not sent to the provider, and has one effect per idempotency key', async () => {
    const bought = await fixture.boughtLines();
    const never = () => Promise.reject(new Error('The provider was asked.'));
    const asked: string[] = [];
    const spy = (name: string) => () => {
      asked.push(name);
      return never();
    };
    const provider = { ...fixture.provider, fetch: spy('fetch'), refund: spy('refund') };
    const shop = fixture.openProcess({ provider });
    const input = { ...fixture.callInput(bought), what: refundOf(bought, 1, 0) };
    const answers = await Promise.all([1, 2, 3].map(() => shop.orderAdmin.refund(input, STAFF)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(asked).toEqual([]);
    const { order, payment } = await fixture.stateOf(bought);
    expect(order.lines).toMatchObject([{ canceledQuantity: 1, restockedQuantity: 1 }]);
    expect(payment).toMatchObject({
      nextAttemptAt: null,
      refunds: [{ amount: 0, status: 'succeeded' }],
    });
    expect(await onHand(bought)).toBe(8);
    const entries = await fixture.database.ledger.ofPayments([payment.id]);
    expect(entries.map(({ kind }) => kind)).toEqual(['capture', 'sale']);
  });

  test('settles shipped units that the buyer keeps', async () => {
    const bought = await fixture.boughtLines([{ quantity: 2 }]);
    await fixture.ship(bought, 2);
    const kept = { ...refundOf(bought, 1, 0), restock: false };
    expect(await fixture.refund(bought, kept)).toMatchObject({
      ...{ status: 'fulfilled', refunded: { amount: 0 }, refunds: [{ amount: { amount: 0 } }] },
      lines: [{ canceledQuantity: 0, returnedQuantity: 0, refundedQuantity: 1 }],
    });
    expect(await onHand(bought)).toBe(8);
  });

  test('is rejected for a fully refunded order, and for an unpaid one', async () => {
    const free = await fixture.boughtLines([{ amount: 0 }]);
    await cancel(free);
    const nothing = rejection('REFUND_EXCEEDS_PAID', { left: 0 });
    await expect(fixture.refund(free, EVERYTHING)).rejects.toMatchObject(nothing);
    await expect(fixture.refund(free, { kind: 'shipping' })).rejects.toMatchObject(nothing);
    const pending = await fixture.bought('pending');
    const state = rejection('ORDER_STATE_INVALID', { status: 'pending' });
    await expect(fixture.refund(pending, refundOf(pending, 1, 0))).rejects.toMatchObject(state);
    await cancel(pending);
    const canceled = rejection('ORDER_STATE_INVALID', { status: 'cancelled' });
    await expect(fixture.refund(pending, EVERYTHING)).rejects.toMatchObject(canceled);
  });
});

describe('a refund of shipping', () => {
  beforeAll(() => fixture.taxGoods());

  test('is posted as shipping only, with no more tax than was charged on it', async () => {
    const bought = await fixture.boughtLines([{ quantity: 1, amount: 1210 }], { shipping: 1495 });
    const { payment } = await fixture.stateOf(bought);
    const before = await fixture.ledgerOf(payment.id);
    expect(before).toMatchObject({ sales: -1000, shipping: -1495, tax: -210 });
    const view = await fixture.refund(bought, { kind: 'shipping' });
    expect(view).toMatchObject({
      status: 'paid',
      refunds: [{ amount: { amount: 1495 }, shipping: { amount: 1495 }, lines: [] }],
    });
    const after = await fixture.ledgerOf(payment.id);
    expect(after).toMatchObject({ sales: -1000, shipping: 0, tax: -210 });
    const again = fixture.refund(bought, { kind: 'shipping', amount: 1 });
    await expect(again).rejects.toMatchObject(
      rejection('REFUND_EXCEEDS_PAID', { amount: 1, left: 0 }),
    );
  });

  test('can be combined with lines in one refund', async () => {
    const bought = await fixture.boughtLines([{ quantity: 1, amount: 1210 }], { shipping: 1495 });
    await fixture.refund(bought, { ...refundOf(bought, 1), shipping: 495 });
    const { order, payment } = await fixture.stateOf(bought);
    expect(order).toMatchObject({ status: 'cancelled', refundedAmount: 1705 });
    expect(payment.refunds).toHaveLength(1);
    expect(await fixture.ledgerOf(payment.id)).toMatchObject({ sales: 0, shipping: -1000, tax: 0 });
  });
});
