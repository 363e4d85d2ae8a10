import { answerReserved, reserveKey } from '@trastienda/mongo';
import { checkInvariants } from '@trastienda/shop-invariants';
import { afterAll, describe, expect, test } from 'vitest';
import type { ProviderState } from '../payments/apply-provider-state.ts';
import { providerState } from '../payments/testing/payment-state.ts';
import { useTestShop, VISITOR } from '../testing/start-test-shop.ts';
import { settlePayment } from './settle-payment.ts';

const shop = await useTestShop();

afterAll(async () => {
  const violations = await checkInvariants(shop.server.uri);
  // These tests make up what the provider reports.
  expect(violations.filter(({ invariant }) => invariant !== 'provider-payments')).toEqual([]);
});

/** Settles a payment of 2000 cents, whose money is set aside, by what the provider reports of it. */
async function settle(
  reported: (amount: number) => Partial<ProviderState>,
  {
    isOrdering = true,
    paymentMethod = 'pm_test_approve',
  }: { readonly isOrdering?: boolean; readonly paymentMethod?: string } = {},
) {
  const sku = await shop.offer({ quantity: 5 });
  const { buyer, checkout } = await shop.begin(sku, 2);
  const call = { checkoutId: checkout.id, idempotencyKey: shop.newKey() };
  await shop.checkout.pay(buyer, { ...call, paymentMethod }, VISITOR);
  const { paymentId } = (await shop.database.checkouts.find(checkout.id)) ?? {};
  const before = await shop.database.payments.find(paymentId ?? '');
  if (before === null) throw new Error('There is no payment.');
  const { id, amount, currency, notifications } = before;
  const { reference } = before;
  if (reference === null) throw new Error('The provider does not know the payment.');
  const whole = { reference, paymentId: id, status: 'authorized' as const };
  const state = providerState({
    ...{ ...whole, amount: { amount, currency } },
    ...reported(amount),
  });
  const report = (told: ProviderState, more: Partial<Parameters<typeof settlePayment>[1]> = {}) =>
    shop.database.transaction(() =>
      settlePayment(
        shop.deps,
        { paymentId: id, known: null, state: told, notifications, isOrdering, ...more },
        { at: shop.clock.now(), requestId: null },
      ),
    );
  const settled = await report(state);
  const [stock] = await shop.database.stock.find([sku]);
  return { before, state, report, settled, amount, onHand: stock?.onHand };
}

const captured = (amountCaptured: number) => ({ status: 'captured' as const, amountCaptured });

/** Builds a refund that was made at the provider. */
const refundOf = (amount: number) => ({
  ...{ reference: 'theirs', refundId: null, amount, status: 'succeeded' as const },
});

describe('a payment gets its order', () => {
  test('when all its money is set aside, once its buyer completes the checkout', async () => {
    const { settled, onHand } = await settle(() => ({}));
    expect(settled).toMatchObject({ order: { status: 'pending' }, next: { kind: 'capture' } });
    expect(onHand).toBe(3);
    const waiting = await settle(() => ({}), { isOrdering: false });
    expect(waiting).toMatchObject({ settled: { order: null, next: null }, onHand: 5 });
  });

  test('when all its money was taken', async () => {
    const { settled, onHand } = await settle(captured, { isOrdering: false });
    expect(settled).toMatchObject({ order: { status: 'paid' }, next: null });
    expect(onHand).toBe(3);
  });
});

test('a payment that waits for its buyer gets no order', async () => {
  const waiting = { status: 'requires-action' as const };
  const action = { paymentMethod: 'pm_test_action' };
  const { settled, onHand } = await settle(() => waiting, action);
  expect(settled).toMatchObject({
    order: null,
    payment: { ...waiting, rejection: null },
    next: null,
  });
  expect(onHand).toBe(5);
});

describe('a payment gets no order, and its money goes back,', () => {
  test('when less than its amount is set aside or was taken', async () => {
    const less = (amount: number) => ({ amount: { amount: amount - 1, currency: 'EUR' } });
    const { settled, onHand } = await settle(less);
    expect(settled).toMatchObject({
      ...{ order: null, payment: { rejection: 'amount', refunds: [] }, next: { kind: 'void' } },
    });
    expect(onHand).toBe(5);
    const taken = await settle((amount) => captured(amount - 1));
    expect(taken.settled).toMatchObject({
      ...{ order: null, payment: { rejection: 'amount' }, next: { kind: 'refund' } },
    });
    expect(taken.settled.payment.refunds).toMatchObject([{ amount: taken.amount - 1 }]);
  });

  test('when as much was taken in another currency', async () => {
    const yen = (amount: number) => ({ amount: { amount, currency: 'JPY' } });
    const { settled, onHand } = await settle((amount) => ({ ...captured(amount), ...yen(amount) }));
    expect(settled).toMatchObject({ order: null, payment: { rejection: 'amount' } });
    expect(onHand).toBe(5);
    const setAside = await settle(yen);
    expect(setAside.settled).toMatchObject({ order: null, next: { kind: 'void' } });
  });

  test('when it was refunded at the provider before there was an order', async () => {
    const { settled, onHand, amount } = await settle((whole) => ({
      ...{ ...captured(whole), amountRefunded: 500, refunds: [refundOf(500)] },
    }));
    expect(settled).toMatchObject({ order: null, payment: { rejection: 'abandoned' } });
    expect(settled.payment.refunds).toMatchObject([
      { amount: 500, status: 'succeeded' },
      { amount: amount - 500, status: 'pending', reason: 'abandoned' },
    ]);
    // The provider uses the id of a refund as its idempotency key.
    const ids = settled.payment.refunds.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{24}$/);
    expect(onHand).toBe(5);
  });
});

describe('what is reported of a payment again', () => {
  test('changes nothing of its order', async () => {
    const { settled, report, state, amount } = await settle(captured);
    expect(settled.payment.orderId).toBe(settled.order?.id);
    const again = await report(state);
    expect(again).toMatchObject({ order: settled.order, checkout: null, next: null });
    const less = await report({ ...state, amountCaptured: amount - 1 });
    expect(less).toMatchObject({ order: settled.order, payment: { rejection: null } });
  });

  test('keeps its order after a refund at the provider', async () => {
    const { settled, report, state, amount } = await settle(captured);
    const partly = { ...state, amountRefunded: 500, refunds: [refundOf(500)] };
    for (let times = 0; times < 2; times += 1) {
      expect(await report(partly)).toMatchObject({
        order: { id: settled.order?.id, status: 'paid', paidAmount: amount, refundedAmount: 500 },
        payment: { rejection: null, refunds: [{ amount: 500, status: 'succeeded' }] },
        next: null,
      });
    }
  });

  test('places no order after it was rejected', async () => {
    const less = (amount: number) => ({ amount: { amount: amount - 1, currency: 'EUR' } });
    const { report, state, amount } = await settle(less);
    const whole = { ...state, amount: { amount, currency: 'EUR' } };
    expect(await report(whole)).toMatchObject({
      ...{ order: null, payment: { rejection: 'amount' }, next: { kind: 'void' } },
    });
  });

  test('is asked for at the time that was set while the provider answered', async () => {
    const { report, state, settled } = await settle(() => ({}));
    const { nextAttemptAt, notifications } = settled.payment;
    shop.advance(10);
    const asked = await report(state, { notifications: notifications - 1 });
    expect(asked.payment.nextAttemptAt).toEqual(nextAttemptAt);
    const planned = await report(state, { notifications });
    expect(planned.payment.nextAttemptAt).not.toEqual(nextAttemptAt);
  });

  test('is refused where the payment that is handed on has changed since', async () => {
    const { report, state, before } = await settle(() => ({}));
    await expect(report(state, { known: { payment: before } })).rejects.toMatchObject({
      reason: 'DATABASE_BUSY',
    });
  });
});

describe('the key of the call that places an order', () => {
  const newCall = () => ({
    procedure: 'checkout.complete',
    caller: 'guest:settle',
    input: { idempotencyKey: shop.newKey() },
  });

  test('is reserved with the order', async () => {
    const { report, state } = await settle(() => ({}), { isOrdering: false });
    const call = newCall();
    expect(await report(state, { isOrdering: true, call })).toMatchObject({
      order: { status: 'pending' },
    });
    expect(await answerReserved(shop.deps, call, 'done')).toBe(true);
  });

  test('is not reserved without an order', async () => {
    const { report, state, amount } = await settle(() => ({}), { isOrdering: false });
    const call = newCall();
    const less = { ...state, amount: { amount: amount - 1, currency: 'EUR' } };
    expect(await report(less, { isOrdering: true, call })).toMatchObject({ order: null });
    expect(await answerReserved(shop.deps, call, 'done')).toBe(false);
  });

  test('places no order when it was used with other input', async () => {
    const call = newCall();
    await shop.database.transaction(() => reserveKey(shop.deps, call));
    const { before, report, state } = await settle(() => ({}), { isOrdering: false });
    const other = { ...call, input: { ...call.input, checkoutId: before.checkoutId } };
    const reused = report(state, { isOrdering: true, call: other });
    await expect(reused).rejects.toMatchObject({ reason: 'IDEMPOTENCY_KEY_REUSED' });
    expect((await shop.database.payments.find(before.id))?.orderId).toBeNull();
  });
});

describe('the attempts to advance a payment', () => {
  /** Stores a number of attempts, as after as many faults of the provider. */
  async function tryOften(id: string) {
    const payment = await shop.database.payments.find(id);
    if (payment === null) throw new Error('There is no payment.');
    await shop.database.payments.update(payment, { attempts: 3 }, 0, shop.clock.now());
  }

  test('are counted from 0 after progress', async () => {
    const { before, report, state, amount } = await settle(() => ({}), { isOrdering: false });
    await tryOften(before.id);
    const { payment } = await report({ ...state, ...captured(amount - 1) });
    expect(payment).toMatchObject({ attempts: 0, refunds: [{ status: 'pending' }] });
    const history = { aggregate: 'payment', aggregateId: before.id, limit: 10 } as const;
    const { items } = await shop.database.events.list(history);
    expect(items.map(({ type }) => type)).toEqual([
      ...['payment.created', 'payment.authorized', 'payment.captured'],
      ...['payment.rejected', 'payment.refund-requested'],
    ]);
  });

  test('are kept while nothing changes and while refunds fail', async () => {
    const { before, report, state, settled } = await settle((amount) => captured(amount - 1));
    await tryOften(before.id);
    expect((await report(state)).payment.attempts).toBe(3);
    const [{ id: refundId, amount } = { id: '', amount: 0 }] = settled.payment.refunds;
    const failed = { refundId, reference: null, amount, status: 'failed' as const };
    expect((await report({ ...state, refunds: [failed] })).payment).toMatchObject({
      attempts: 3,
      refunds: [{ status: 'failed' }, { status: 'pending', amount }],
    });
  });
});
