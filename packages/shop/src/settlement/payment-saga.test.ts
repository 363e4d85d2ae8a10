import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { afterAll, describe, expect, test } from 'vitest';
import { type StartedCheckout, useTestPayments } from '../testing/start-test-payments.ts';
import { VISITOR } from '../testing/start-test-shop.ts';

const fixture = await useTestPayments();

afterAll(async () => {
  expect(await fixture.violations()).toEqual([]);
});

const begin = async (quantity = 1): Promise<StartedCheckout> =>
  fixture.begin(await fixture.offer({ quantity: 3 }), quantity);
const referenceOf = async (begun: StartedCheckout) =>
  (await fixture.paymentOf(begun)).reference ?? '';
const skuOf = ({ checkout }: StartedCheckout) => checkout.lines[0]?.sku ?? '';
const eventsOf = async (aggregate: 'payment' | 'order', aggregateId: string) => {
  const { items } = await fixture.database.events.list({ aggregate, aggregateId, limit: 100 });
  return items.map(({ type }) => type);
};

describe('paying', () => {
  test('authorizes the amount, and completing captures and posts it', async () => {
    const begun = await begin(2);
    const paid = await fixture.pay(begun, 'pm_test_approve');
    expect(paid).toMatchObject({
      status: 'open',
      orderId: null,
      payment: { status: 'authorized' },
    });
    const completed = await fixture.complete(begun);
    expect(completed).toMatchObject({ status: 'completed', payment: { status: 'captured' } });

    const payment = await fixture.paymentOf(begun);
    const order = await fixture.orderOf(begun);
    expect(payment).toMatchObject({
      orderId: order?.id,
      amountCaptured: 2000,
      nextAttemptAt: null,
    });
    expect(order).toMatchObject({ status: 'paid', paidAmount: 2000, refundedAmount: 0 });
    expect(await fixture.driver.get(payment.reference ?? '')).toMatchObject({
      amountCaptured: 2000,
    });
    expect(await fixture.ledgerOf(payment.id)).toMatchObject({
      'provider:test': 2000,
      customers: 0,
    });
    expect(await eventsOf('payment', payment.id)).toEqual([
      'payment.created',
      'payment.authorized',
      'payment.captured',
    ]);
    expect(await eventsOf('order', order?.id ?? '')).toEqual(['order.placed', 'order.paid']);
    expect(await fixture.available(skuOf(begun))).toBe(1);
  });

  test('has one effect for repeated and concurrent identical calls', async () => {
    const begun = await begin();
    const idempotencyKey = fixture.newKey();
    const calls = () => fixture.pay(begun, 'pm_test_approve', { idempotencyKey });
    const answers = await Promise.all([calls(), calls(), calls()]);
    expect(new Set(answers.map(({ payment }) => payment?.id)).size).toBe(1);
    expect(await calls()).toEqual(answers[0]);

    const key = fixture.newKey();
    const completions = await Promise.all([1, 2, 3].map(() => fixture.complete(begun, key)));
    expect(new Set(completions.map(({ orderId }) => orderId)).size).toBe(1);
    expect(await fixture.complete(begun, key)).toEqual(completions[0]);
    expect(await fixture.complete(begun)).toEqual(completions[0]);
    expect((await fixture.driver.get(await referenceOf(begun))).amountCaptured).toBe(1000);
  });

  test('by two calls at the same time creates one payment', async () => {
    const begun = await begin();
    const calls = [fixture.pay(begun, 'pm_test_approve'), fixture.pay(begun, 'pm_test_approve')];
    const [one, other] = await Promise.all(calls);
    expect(one?.payment?.id).toBe(other?.payment?.id);
  });

  test('with the same key and other input is rejected, also before the first call got a response', async () => {
    const begun = await begin();
    const idempotencyKey = fixture.newKey();
    const away = fixture.openProcess({
      provider: { ...fixture.provider, create: () => Promise.reject(new Error('away')) },
    });
    const { buyer, checkout } = begun;
    const input = { checkoutId: checkout.id, paymentMethod: 'pm_test_approve', idempotencyKey };
    await expect(away.checkout.pay(buyer, input, VISITOR)).rejects.toThrow('away');
    const reused = { reason: 'IDEMPOTENCY_KEY_REUSED' };
    const other = () => fixture.pay(begun, 'pm_test_action', { idempotencyKey });
    await expect(other()).rejects.toMatchObject(reused);
    await fixture.pay(begun, 'pm_test_approve', { idempotencyKey });
    await expect(other()).rejects.toMatchObject(reused);
  });

  test('accepts another card after one was declined', async () => {
    const begun = await begin();
    const declined = await fixture.pay(begun, 'pm_test_decline');
    expect(declined.payment).toMatchObject({
      status: 'failed',
      failure: { code: 'card_declined' },
    });
    await fixture.pay(begun, 'pm_test_approve');
    expect(await fixture.complete(begun)).toMatchObject({ status: 'completed' });
  });

  test('that waits for the buyer is completed after their approval, under the same key', async () => {
    const begun = await begin();
    const waiting = await fixture.pay(begun, 'pm_test_action');
    expect(waiting.payment).toMatchObject({ status: 'requires-action' });
    const key = fixture.newKey();
    const early = await fixture.complete(begun, key);
    expect(early).toMatchObject({ status: 'open', payment: { status: 'requires-action' } });
    await fixture.driver.approve(await referenceOf(begun));
    expect(await fixture.complete(begun, key)).toMatchObject({ status: 'completed' });
  });

  test('again replaces a waiting payment, which then cannot be paid as well', async () => {
    const begun = await begin();
    await fixture.pay(begun, 'pm_test_action');
    const first = await fixture.paymentOf(begun);
    await fixture.pay(begun, 'pm_test_approve');
    await fixture.complete(begun);
    await fixture.background.runOnce();
    expect(await fixture.database.payments.find(first.id)).toMatchObject({
      status: 'voided',
      nextAttemptAt: null,
    });
  });

  test('is rejected for an unknown payment method, and can be retried', async () => {
    const begun = await begin();
    const rejected = { reason: 'PAYMENT_REJECTED' };
    await expect(fixture.pay(begun, 'pm_unheard_of')).rejects.toMatchObject(rejected);
    expect(await fixture.paymentOf(begun)).toMatchObject({ status: 'failed', nextAttemptAt: null });
    await fixture.pay(begun, 'pm_test_approve');
    expect(await fixture.complete(begun)).toMatchObject({ status: 'completed' });
  });

  test('continues a payment that another call left without a response, and creates no other if it suffices', async () => {
    const create = () => Promise.reject(new Error('away'));
    const away = fixture.openProcess({ provider: { ...fixture.provider, create } });
    for (const [left, isUsed] of [
      ['pm_test_approve', true],
      ['pm_test_decline', false],
      ['pm_unheard_of', false],
    ] as const) {
      const begun = await begin();
      const { buyer, checkout } = begun;
      const input = { checkoutId: checkout.id, paymentMethod: left };
      const call = { ...input, idempotencyKey: fixture.newKey() };
      await expect(away.checkout.pay(buyer, call, VISITOR)).rejects.toThrow('away');
      const first = await fixture.paymentOf(begun);
      await fixture.pay(begun, 'pm_test_delay_0');
      const last = await fixture.paymentOf(begun);
      expect(last.id === first.id).toBe(isUsed);
      expect(await fixture.complete(begun)).toMatchObject({ status: 'completed' });
      expect(await fixture.paymentOf(begun)).toMatchObject({ id: last.id, status: 'captured' });
    }
  });

  test('and then canceling the checkout voids the payment, also concurrently', async () => {
    const begun = await begin(3);
    await fixture.pay(begun, 'pm_test_approve');
    const { buyer, checkout } = begun;
    const call = { checkoutId: checkout.id, idempotencyKey: fixture.newKey() };
    const [cancelled, completed] = await Promise.allSettled([
      fixture.checkout.cancel(buyer, call, VISITOR),
      fixture.complete(begun),
    ]);
    await fixture.runBackground();
    // One of them wins; the other is rejected.
    expect([cancelled.status, completed.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    const isBought = completed.status === 'fulfilled';
    expect(await fixture.orderOf(begun)).toEqual(
      isBought ? expect.objectContaining({ status: 'paid' }) : null,
    );
    expect((await fixture.paymentOf(begun)).status).toBe(isBought ? 'captured' : 'voided');
    expect(await fixture.available(skuOf(begun))).toBe(isBought ? 0 : 3);
  });

  test('is finished once by concurrent calls of the buyer, a webhook and the workers of two processes', async () => {
    for (let round = 0; round < 3; round += 1) {
      const begun = await begin();
      await fixture.pay(begun, 'pm_test_action');
      await fixture.driver.approve(await referenceOf(begun));
      fixture.advance(120);
      const [one, other] = [fixture.openProcess(), fixture.openProcess()];
      const results = await Promise.all([
        fixture.complete(begun),
        fixture.deliverWebhooks(one),
        one.background.runOnce(),
        other.background.runOnce(),
      ]);
      expect(results[0]).toMatchObject({ status: 'completed' });
      await fixture.runBackground();
      expect(await fixture.orderOf(begun)).toMatchObject({ status: 'paid', paidAmount: 1000 });
      expect((await fixture.driver.get(await referenceOf(begun))).amountCaptured).toBe(1000);
    }
  });

  test('zero for a free checkout needs no provider', async () => {
    const begun = await fixture.begin(await fixture.offer({ amount: 0 }));
    const paid = await fixture.pay(begun, null);
    expect(paid).toMatchObject({ status: 'completed', payment: { status: 'captured' } });
    const order = await fixture.orderOf(begun);
    expect(order).toMatchObject({ status: 'paid', paidAmount: 0 });
    expect(await fixture.complete(begun)).toMatchObject({ status: 'completed' });
    const input = { orderId: order?.id ?? '', idempotencyKey: fixture.newKey() };
    await fixture.orderAdmin.cancel(input, OPERATOR_ORIGIN);
    expect(await fixture.orderOf(begun)).toMatchObject({ status: 'cancelled' });
    expect(await fixture.paymentOf(begun)).toMatchObject({ refunds: [], nextAttemptAt: null });
  });

  test('of a closed, unpaid or foreign checkout is rejected', async () => {
    const begun = await begin();
    await expect(fixture.complete(begun)).rejects.toMatchObject({ reason: 'PAYMENT_REQUIRED' });
    const stranger = { ...begun, buyer: fixture.newBuyer() };
    const unknown = { reason: 'CHECKOUT_NOT_FOUND' };
    await expect(fixture.pay(stranger, 'pm_test_approve')).rejects.toMatchObject(unknown);
    await expect(fixture.complete(stranger)).rejects.toMatchObject(unknown);
    fixture.advance(3600);
    const over = { reason: 'CHECKOUT_CLOSED', details: { status: 'expired' } };
    await expect(fixture.pay(begun, 'pm_test_approve')).rejects.toMatchObject(over);
  });
});

describe('a payment that succeeds after its checkout has expired', () => {
  /** Creates an expired checkout whose payment the bank authorizes a moment later. */
  async function late(quantity: number): Promise<StartedCheckout> {
    const begun = await begin(quantity);
    await fixture.pay(begun, 'pm_test_action');
    const { id: checkoutId } = begun.checkout;
    await fixture.driver.approve(await referenceOf(begun));
    fixture.advance(2 * 3600);
    const checkout = await fixture.database.checkouts.find(checkoutId);
    expect(checkout?.status).toBe('open');
    return begun;
  }

  /**
   * Expires the checkout while the provider does not respond, and sells its stock to another buyer.
   */
  async function sellOut(begun: StartedCheckout): Promise<void> {
    const fetch = () => Promise.reject(new Error('the provider does not answer'));
    await fixture.openProcess({ provider: { ...fixture.provider, fetch } }).background.runOnce();
    const other = await fixture.begin(skuOf(begun), 3);
    await fixture.pay(other, 'pm_test_approve');
    await fixture.complete(other);
  }

  test('gets its order while there is stock', async () => {
    const begun = await late(2);
    await fixture.background.runOnce();
    await fixture.deliverWebhooks();
    await fixture.runBackground();
    expect(await fixture.orderOf(begun)).toMatchObject({ status: 'paid', paidAmount: 2000 });
    expect(await fixture.available(skuOf(begun))).toBe(1);
  });

  test('is voided when the stock is sold', async () => {
    const begun = await late(2);
    await sellOut(begun);
    await fixture.runBackground();
    await fixture.deliverWebhooks();
    expect(await fixture.orderOf(begun)).toBeNull();
    expect(await fixture.paymentOf(begun)).toMatchObject({
      status: 'voided',
      rejection: 'stock',
      nextAttemptAt: null,
    });
  });

  test('is refunded when it was captured without stock', async () => {
    const begun = await late(2);
    await fixture.driver.capture(await referenceOf(begun));
    await sellOut(begun);
    await fixture.runBackground();
    const payment = await fixture.paymentOf(begun);
    expect(payment).toMatchObject({
      amountCaptured: 2000,
      amountRefunded: 2000,
      nextAttemptAt: null,
    });
    expect(await fixture.ledgerOf(payment.id)).toEqual({ 'provider:test': 0, customers: 0 });
    await expect(fixture.complete(begun)).rejects.toMatchObject({ reason: 'CHECKOUT_CLOSED' });
  });
});

describe('an authorization that expires before it is captured', () => {
  test('cancels the order and restocks its units', async () => {
    const begun = await begin(2);
    await fixture.pay(begun, 'pm_test_approve');
    const reference = await referenceOf(begun);
    const tooLate = fixture.openProcess({
      provider: {
        ...fixture.provider,
        async capture(name) {
          await fixture.driver.expire(name);
          return fixture.provider.capture(name);
        },
      },
    });
    const { buyer, checkout } = begun;
    const input = { checkoutId: checkout.id, idempotencyKey: fixture.newKey() };
    const answer = await tooLate.checkout.complete(buyer, input, VISITOR);
    expect(answer).toMatchObject({ status: 'completed', payment: { status: 'voided' } });
    expect(await fixture.orderOf(begun)).toMatchObject({ status: 'cancelled', paidAmount: 0 });
    expect(await fixture.available(skuOf(begun))).toBe(3);
    expect((await fixture.driver.get(reference)).amountCaptured).toBe(0);
  });
});
