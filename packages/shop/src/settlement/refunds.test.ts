import type { Keyed } from '@trastienda/base';
import { OPERATOR_ORIGIN, type RefundOrderInput } from '@trastienda/shop-contract';
import { afterAll, describe, expect, test } from 'vitest';
import { type StartedCheckout, useTestPayments } from '../testing/start-test-payments.ts';

const fixture = await useTestPayments();

afterAll(async () => {
  expect(await fixture.violations()).toEqual([]);
});

const refund = (orderId: string, amount: number, idempotencyKey = fixture.newKey()) => {
  const input: Keyed<RefundOrderInput> = {
    orderId,
    what: { kind: 'amount', amount },
    idempotencyKey,
  };
  return fixture.orderAdmin.refund(input, OPERATOR_ORIGIN);
};
const atProvider = async (begun: StartedCheckout) => {
  const { reference } = await fixture.paymentOf(begun);
  const { refunds } = await fixture.driver.get(reference ?? '');
  return refunds.map(({ amount, status }) => [amount, status]);
};

/** Buys with a payment method whose name determines the outcome of refunds. */
async function buyWith(paymentMethod: string) {
  const begun = await fixture.begin(await fixture.offer(), 2);
  await fixture.pay(begun, paymentMethod);
  await fixture.complete(begun);
  const order = await fixture.orderOf(begun);
  if (order === null) throw new Error('There is no order.');
  return { ...begun, order };
}

describe('refunds', () => {
  test('in many parts, concurrent, and beyond the total refund everything and not a cent more', async () => {
    const { order, payment, ...begun } = await fixture.buy(2);
    const amounts = [700, 600, 500, 400, 300];
    const results = await Promise.allSettled(amounts.map((amount) => refund(order.id, amount)));
    const done = amounts.filter((_, index) => results[index]?.status === 'fulfilled');
    const sum = done.reduce((total, amount) => total + amount, 0);
    expect(sum).toBeLessThanOrEqual(2000);
    for (const result of results) {
      if (result.status === 'fulfilled') continue;
      expect(result.reason).toMatchObject({ reason: 'REFUND_EXCEEDS_PAID' });
    }
    if (sum < 2000) await refund(order.id, 2000 - sum);
    await expect(refund(order.id, 1)).rejects.toMatchObject({ reason: 'REFUND_EXCEEDS_PAID' });

    expect(await fixture.paymentOf(begun)).toMatchObject({
      amountRefunded: 2000,
      nextAttemptAt: null,
    });
    expect(await fixture.orderOf(begun)).toMatchObject({ refundedAmount: 2000 });
    const given = (await atProvider(begun)).reduce((total, [amount]) => total + Number(amount), 0);
    expect(given).toBe(2000);
    for (const balance of Object.values(await fixture.ledgerOf(payment.id)))
      expect(balance).toBe(0);
  });

  test('that the provider delays finish when it reports them', async () => {
    const { order, ...begun } = await buyWith('pm_test_refund_pending');
    await refund(order.id, 700);
    expect(await fixture.orderOf(begun)).toMatchObject({ refundedAmount: 0 });
    await expect(refund(order.id, 1400)).rejects.toMatchObject({ reason: 'REFUND_EXCEEDS_PAID' });
    const { reference, refunds } = await fixture.paymentOf(begun);
    expect(refunds).toMatchObject([{ amount: 700, status: 'pending' }]);
    const name = refunds[0]?.reference ?? '';
    await fixture.driver.settleRefund(reference ?? '', name, 'succeeded');
    await fixture.deliverWebhooks();
    expect(await fixture.orderOf(begun)).toMatchObject({ refundedAmount: 700 });
    expect(await atProvider(begun)).toEqual([[700, 'succeeded']]);
  });

  test('whose money comes back are reverted, and can be repeated', async () => {
    const { order, ...begun } = await fixture.buy(2);
    await refund(order.id, 700);
    const { id, reference, refunds } = await fixture.paymentOf(begun);
    await fixture.driver.settleRefund(reference ?? '', refunds[0]?.reference ?? '', 'failed');
    await fixture.deliverWebhooks();
    await fixture.deliverWebhooks();
    expect(await fixture.paymentOf(begun)).toMatchObject({ amountRefunded: 0 });
    expect(await fixture.orderOf(begun)).toMatchObject({ refundedAmount: 0 });
    expect(await fixture.ledgerOf(id)).toMatchObject({ 'provider:test': 2000, customers: 0 });
    await refund(order.id, 2000);
    expect(await fixture.orderOf(begun)).toMatchObject({ refundedAmount: 2000 });
  });

  test('that fail release their amount for another refund', async () => {
    const { order, ...begun } = await buyWith('pm_test_refund_fail');
    await refund(order.id, 2000);
    expect(await fixture.paymentOf(begun)).toMatchObject({ refunds: [{ status: 'failed' }] });
    expect(await fixture.orderOf(begun)).toMatchObject({ refundedAmount: 0 });
    await expect(refund(order.id, 2000)).resolves.toMatchObject({ status: 'paid' });
  });

  test("made at the provider's site are posted, once", async () => {
    const { order, payment, ...begun } = await fixture.buy(2);
    await fixture.driver.refund(payment.reference ?? '', 700);
    await fixture.deliverWebhooks();
    await fixture.driver.webhooks.duplicate((await fixture.driver.webhooks.list(1))[0]?.id ?? '');
    await fixture.deliverWebhooks();
    await fixture.runBackground();
    expect(await fixture.orderOf(begun)).toMatchObject({ refundedAmount: 700 });
    expect(await fixture.ledgerOf(payment.id)).toMatchObject({
      'provider:test': 1300,
      customers: 0,
    });
    await expect(refund(order.id, 1400)).rejects.toMatchObject({ reason: 'REFUND_EXCEEDS_PAID' });
  });

  test("of everything, concurrent with one at the provider's site, refund everything and not a cent more", async () => {
    const { order, payment, ...begun } = await fixture.buy(2);
    const away = () => Promise.reject(new Error('no answer'));
    const shop = fixture.openProcess({ provider: { ...fixture.provider, refund: away } });
    const input = { orderId: order.id, idempotencyKey: fixture.newKey() };
    await shop.orderAdmin.cancel(input, OPERATOR_ORIGIN);
    await fixture.driver.refund(payment.reference ?? '', 98);
    await fixture.runBackground();
    expect(await fixture.orderOf(begun)).toMatchObject({ refundedAmount: 2000 });
    const { refunds, nextAttemptAt } = await fixture.paymentOf(begun);
    expect(refunds.map(({ amount, status }) => [amount, status])).toEqual([
      [2000, 'failed'],
      [98, 'succeeded'],
      [1902, 'succeeded'],
    ]);
    expect(nextAttemptAt).toBeNull();
    expect(await fixture.ledgerOf(payment.id)).toMatchObject({ 'provider:test': 0, customers: 0 });
  });

  test('of a canceled order are repeated for as long as they fail, and never abandoned', async () => {
    const { order, ...begun } = await buyWith('pm_test_refund_fail');
    const input = { orderId: order.id, idempotencyKey: fixture.newKey() };
    await fixture.orderAdmin.cancel(input, OPERATOR_ORIGIN);
    // The notification of a failure must not trigger the next refund at once, which would trigger
    // the next notification.
    for (let round = 0; round < 8; round += 1) await fixture.deliverWebhooks();
    const sent = await fixture.driver.get((await fixture.paymentOf(begun)).reference ?? '');
    expect(sent.refunds).toHaveLength(1);
    await fixture.runBackground();
    const { refunds, nextAttemptAt, reference } = await fixture.paymentOf(begun);
    expect(refunds.length).toBeGreaterThan(1);
    expect(refunds.length).toBeLessThan(12);
    expect(refunds.filter(({ status }) => status === 'pending')).toMatchObject([{ amount: 2000 }]);
    expect(nextAttemptAt).not.toBeNull();
    expect((await fixture.driver.get(reference ?? '')).amountCaptured).toBe(2000);
  });
});

describe('an order that is canceled', () => {
  test('while its payment is being captured is refunded', async () => {
    const begun = await fixture.begin(await fixture.offer(), 2);
    await fixture.pay(begun, 'pm_test_approve');
    const racing = fixture.openProcess({
      provider: {
        ...fixture.provider,
        async capture(reference) {
          const order = await fixture.orderOf(begun);
          const input = { orderId: order?.id ?? '', idempotencyKey: fixture.newKey() };
          // The payment is captured after the cancellation: the call was already on its way.
          const captured = await fixture.provider.capture(reference);
          await fixture.orderAdmin.cancel(input, OPERATOR_ORIGIN);
          return captured;
        },
      },
    });
    const input = { checkoutId: begun.checkout.id, idempotencyKey: fixture.newKey() };
    await racing.checkout.complete(begun.buyer, input, OPERATOR_ORIGIN);
    await fixture.runBackground();
    expect(await fixture.orderOf(begun)).toMatchObject({
      status: 'cancelled',
      paidAmount: 2000,
      refundedAmount: 2000,
    });
    expect(await atProvider(begun)).toEqual([[2000, 'succeeded']]);
    const { id, refunds } = await fixture.paymentOf(begun);
    expect(refunds).toMatchObject([
      { reason: 'order-cancelled', lines: [{ quantity: 2, canceled: 2, amount: 2000 }] },
    ]);
    for (const balance of Object.values(await fixture.ledgerOf(id))) expect(balance).toBe(0);
  });

  test('before its payment is captured voids it', async () => {
    const begun = await fixture.begin(await fixture.offer(), 2);
    await fixture.pay(begun, 'pm_test_approve');
    const capture = () => Promise.reject(new Error('no answer'));
    const shop = fixture.openProcess({ provider: { ...fixture.provider, capture } });
    const input = { checkoutId: begun.checkout.id, idempotencyKey: fixture.newKey() };
    await shop.checkout.complete(begun.buyer, input, OPERATOR_ORIGIN);
    const order = await fixture.orderOf(begun);
    const call = { orderId: order?.id ?? '', idempotencyKey: fixture.newKey() };
    await fixture.orderAdmin.cancel(call, OPERATOR_ORIGIN);
    await fixture.runBackground();
    expect(await fixture.paymentOf(begun)).toMatchObject({ status: 'voided', nextAttemptAt: null });
    expect(await fixture.orderOf(begun)).toMatchObject({ status: 'cancelled', paidAmount: 0 });
  });
});
