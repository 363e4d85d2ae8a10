import { checkInvariants } from '@trastienda/invariants';
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
  { isOrdering = true }: { readonly isOrdering?: boolean } = {},
) {
  const sku = await shop.offer({ quantity: 5 });
  const { buyer, checkout } = await shop.begin(sku, 2);
  const call = { checkoutId: checkout.id, idempotencyKey: shop.newKey() };
  await shop.checkout.pay(buyer, { ...call, paymentMethod: 'pm_test_approve' }, VISITOR);
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
  const settled = await shop.database.transaction(() =>
    settlePayment(
      shop.deps,
      { paymentId: id, known: null, state, notifications, isOrdering },
      { at: shop.clock.now(), requestId: null },
    ),
  );
  const [stock] = await shop.database.stock.find([sku]);
  return { settled, amount, onHand: stock?.onHand };
}

const captured = (amountCaptured: number) => ({ status: 'captured' as const, amountCaptured });

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

describe('a payment gets no order, and its money goes back,', () => {
  test('when less than its amount is set aside or was taken', async () => {
    const less = (amount: number) => ({ amount: { amount: amount - 1, currency: 'EUR' } });
    const { settled, onHand } = await settle(less);
    expect(settled).toMatchObject({
      ...{ order: null, payment: { rejection: 'amount' }, next: { kind: 'void' } },
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
    const refundOf = (amount: number) => ({
      ...{ reference: 'theirs', refundId: null, amount, status: 'succeeded' as const },
    });
    const { settled, onHand, amount } = await settle((whole) => ({
      ...{ ...captured(whole), amountRefunded: 500, refunds: [refundOf(500)] },
    }));
    expect(settled).toMatchObject({ order: null, payment: { rejection: 'abandoned' } });
    expect(settled.payment.refunds).toMatchObject([
      { amount: 500, status: 'succeeded' },
      { amount: amount - 500, status: 'pending', reason: 'abandoned' },
    ]);
    expect(onHand).toBe(5);
  });
});
