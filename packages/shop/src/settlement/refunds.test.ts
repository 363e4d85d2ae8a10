import { OPERATOR_ORIGIN, type RefundOrderInput } from '@trastienda/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { type Begun, useTestPayments } from '../testing/start-test-payments.ts';

const test = await useTestPayments();

afterAll(async () => {
  expect(await test.violations()).toEqual([]);
});

const refund = (orderId: string, amount: number, idempotencyKey = test.newKey()) => {
  const input: RefundOrderInput = { orderId, what: { kind: 'amount', amount }, idempotencyKey };
  return test.orders.refund(input, OPERATOR_ORIGIN);
};
const atProvider = async (begun: Begun) => {
  const { reference } = await test.paymentOf(begun);
  const { refunds } = await test.driver.get(reference ?? '');
  return refunds.map(({ amount, status }) => [amount, status]);
};

/** Buys with what makes the provider treat refunds as the name of the card says. */
async function buyWith(paymentMethod: string) {
  const begun = await test.begin(await test.offer(), 2);
  await test.pay(begun, paymentMethod);
  await test.complete(begun);
  const order = await test.orderOf(begun);
  if (order === null) throw new Error('There is no order.');
  return { ...begun, order };
}

describe('refunds', () => {
  it('in many parts, at once, and of more than there is, give back all and no cent more', async () => {
    const { order, payment, ...begun } = await test.buy(2);
    const amounts = [700, 600, 500, 400, 300];
    const results = await Promise.allSettled(amounts.map((amount) => refund(order.id, amount)));
    const done = amounts.filter((_, index) => results[index]?.status === 'fulfilled');
    const sum = done.reduce((total, amount) => total + amount, 0);
    expect(sum).toBeLessThanOrEqual(2000);
    for (const result of results) {
      if (result.status === 'fulfilled') continue;
      expect(result.reason).toMatchObject({ reason: 'REFUND_EXCEEDS' });
    }
    if (sum < 2000) await refund(order.id, 2000 - sum);
    await expect(refund(order.id, 1)).rejects.toMatchObject({ reason: 'REFUND_EXCEEDS' });

    expect(await test.paymentOf(begun)).toMatchObject({ amountRefunded: 2000, dueAt: null });
    expect(await test.orderOf(begun)).toMatchObject({ refundedAmount: 2000 });
    const given = (await atProvider(begun)).reduce((total, [amount]) => total + Number(amount), 0);
    expect(given).toBe(2000);
    for (const balance of Object.values(await test.ledgerOf(payment.id))) expect(balance).toBe(0);
  });

  it('that the provider takes its time over are finished when it says so', async () => {
    const { order, ...begun } = await buyWith('pm_test_refund_pending');
    await refund(order.id, 700);
    expect(await test.orderOf(begun)).toMatchObject({ refundedAmount: 0 });
    await expect(refund(order.id, 1400)).rejects.toMatchObject({ reason: 'REFUND_EXCEEDS' });
    const { reference, refunds } = await test.paymentOf(begun);
    expect(refunds).toMatchObject([{ amount: 700, status: 'pending' }]);
    const name = refunds[0]?.reference ?? '';
    await test.driver.settleRefund(reference ?? '', name, 'succeeded');
    await test.deliverWebhooks();
    expect(await test.orderOf(begun)).toMatchObject({ refundedAmount: 700 });
    expect(await atProvider(begun)).toEqual([[700, 'succeeded']]);
  });

  it('whose money comes back are undone, and can be made again', async () => {
    const { order, ...begun } = await test.buy(2);
    await refund(order.id, 700);
    const { id, reference, refunds } = await test.paymentOf(begun);
    await test.driver.settleRefund(reference ?? '', refunds[0]?.reference ?? '', 'failed');
    await test.deliverWebhooks();
    await test.deliverWebhooks();
    expect(await test.paymentOf(begun)).toMatchObject({ amountRefunded: 0 });
    expect(await test.orderOf(begun)).toMatchObject({ refundedAmount: 0 });
    expect(await test.ledgerOf(id)).toMatchObject({ 'provider:test': 2000, customers: 0 });
    await refund(order.id, 2000);
    expect(await test.orderOf(begun)).toMatchObject({ refundedAmount: 2000 });
  });

  it('that come to nothing are given free for another', async () => {
    const { order, ...begun } = await buyWith('pm_test_refund_fail');
    await refund(order.id, 2000);
    expect(await test.paymentOf(begun)).toMatchObject({ refunds: [{ status: 'failed' }] });
    expect(await test.orderOf(begun)).toMatchObject({ refundedAmount: 0 });
    await expect(refund(order.id, 2000)).resolves.toMatchObject({ status: 'paid' });
  });

  it('made at the provider’s own site are booked, once', async () => {
    const { order, payment, ...begun } = await test.buy(2);
    await test.driver.refund(payment.reference ?? '', 700);
    await test.deliverWebhooks();
    await test.driver.webhooks.duplicate((await test.driver.webhooks.list(1))[0]?.id ?? '');
    await test.deliverWebhooks();
    await test.leaveAlone();
    expect(await test.orderOf(begun)).toMatchObject({ refundedAmount: 700 });
    expect(await test.ledgerOf(payment.id)).toMatchObject({ 'provider:test': 1300, customers: 0 });
    await expect(refund(order.id, 1400)).rejects.toMatchObject({ reason: 'REFUND_EXCEEDS' });
  });

  it('of all of it and one at the provider’s own site at once give back all, and no cent more', async () => {
    const { order, payment, ...begun } = await test.buy(2);
    const away = () => Promise.reject(new Error('no answer'));
    const shop = test.another({ provider: { ...test.provider, refund: away } });
    const input = { orderId: order.id, idempotencyKey: test.newKey() };
    await shop.orders.cancel(input, OPERATOR_ORIGIN);
    await test.driver.refund(payment.reference ?? '', 98);
    await test.leaveAlone();
    expect(await test.orderOf(begun)).toMatchObject({ refundedAmount: 2000 });
    const { refunds, dueAt } = await test.paymentOf(begun);
    expect(refunds.map(({ amount, status }) => [amount, status])).toEqual([
      [2000, 'failed'],
      [98, 'succeeded'],
      [1902, 'succeeded'],
    ]);
    expect(dueAt).toBeNull();
    expect(await test.ledgerOf(payment.id)).toMatchObject({ 'provider:test': 0, customers: 0 });
  });

  it('of a cancelled order are begun again for as long as they fail, and never given up', async () => {
    const { order, ...begun } = await buyWith('pm_test_refund_fail');
    const input = { orderId: order.id, idempotencyKey: test.newKey() };
    await test.orders.cancel(input, OPERATOR_ORIGIN);
    // The news of a failure must not make the next one at once, and that one the next news.
    for (let round = 0; round < 8; round += 1) await test.deliverWebhooks();
    const sent = await test.driver.get((await test.paymentOf(begun)).reference ?? '');
    expect(sent.refunds).toHaveLength(1);
    await test.leaveAlone();
    const { refunds, dueAt, reference } = await test.paymentOf(begun);
    expect(refunds.length).toBeGreaterThan(1);
    expect(refunds.length).toBeLessThan(12);
    expect(refunds.filter(({ status }) => status === 'pending')).toMatchObject([{ amount: 2000 }]);
    expect(dueAt).not.toBeNull();
    expect((await test.driver.get(reference ?? '')).amountCaptured).toBe(2000);
  });
});

describe('an order that is cancelled', () => {
  it('while its money is being taken has it given back', async () => {
    const begun = await test.begin(await test.offer(), 2);
    await test.pay(begun, 'pm_test_approve');
    const racing = test.another({
      provider: {
        ...test.provider,
        async capture(reference) {
          const order = await test.orderOf(begun);
          const input = { orderId: order?.id ?? '', idempotencyKey: test.newKey() };
          // The money is taken although the shop wants it no more: the call was on its way.
          const captured = await test.provider.capture(reference);
          await test.orders.cancel(input, OPERATOR_ORIGIN);
          return captured;
        },
      },
    });
    const input = { checkoutId: begun.checkout.id, idempotencyKey: test.newKey() };
    await racing.checkout.complete(begun.buyer, input, OPERATOR_ORIGIN);
    await test.leaveAlone();
    expect(await test.orderOf(begun)).toMatchObject({
      status: 'cancelled',
      paidAmount: 2000,
      refundedAmount: 2000,
    });
    expect(await atProvider(begun)).toEqual([[2000, 'succeeded']]);
  });

  it('before its money is taken lets go of it', async () => {
    const begun = await test.begin(await test.offer(), 2);
    await test.pay(begun, 'pm_test_approve');
    const capture = () => Promise.reject(new Error('no answer'));
    const shop = test.another({ provider: { ...test.provider, capture } });
    const input = { checkoutId: begun.checkout.id, idempotencyKey: test.newKey() };
    await shop.checkout.complete(begun.buyer, input, OPERATOR_ORIGIN);
    const order = await test.orderOf(begun);
    const call = { orderId: order?.id ?? '', idempotencyKey: test.newKey() };
    await test.orders.cancel(call, OPERATOR_ORIGIN);
    await test.leaveAlone();
    expect(await test.paymentOf(begun)).toMatchObject({ status: 'voided', dueAt: null });
    expect(await test.orderOf(begun)).toMatchObject({ status: 'cancelled', paidAmount: 0 });
  });
});
