import { ShopError } from '@trastienda/shop-contract';
import { afterAll, describe, expect, test } from 'vitest';
import type { PaymentProvider, ProviderPayment } from '../payments/payment-provider.ts';
import { useTestPayments } from '../testing/start-test-payments.ts';
import { VISITOR } from '../testing/start-test-shop.ts';

const fixture = await useTestPayments();

afterAll(async () => {
  expect(await fixture.violations()).toEqual([]);
});

const begin = async () => fixture.begin(await fixture.offer({ quantity: 3 }));
/** Opens another process of the shop whose provider misbehaves. */
const withOdd = (odd: Partial<PaymentProvider>) =>
  fixture.openProcess({ provider: { ...fixture.provider, ...odd } });

describe('a payment whose creation got no response', () => {
  const lost = () =>
    Promise.reject(new ShopError('PAYMENT_UNAVAILABLE', { details: { code: 'lost' } }));

  test('is voided once its webhook arrives, after its second creation was rejected', async () => {
    const begun = await begin();
    const { buyer, checkout } = begun;
    const key = { checkoutId: checkout.id, idempotencyKey: fixture.newKey() };
    const call = { ...key, paymentMethod: 'pm_test_approve' };
    const create: PaymentProvider['create'] = (input) => fixture.provider.create(input).then(lost);
    await expect(withOdd({ create }).checkout.pay(buyer, call, VISITOR)).rejects.toMatchObject({
      reason: 'PAYMENT_UNAVAILABLE',
    });
    const rejection = new ShopError('PAYMENT_REJECTED', { details: { code: 'begun_too_late' } });
    const refusing = withOdd({ create: () => Promise.reject(rejection) });
    await expect(refusing.checkout.pay(buyer, call, VISITOR)).rejects.toMatchObject({
      reason: 'PAYMENT_REJECTED',
    });
    const { id } = await fixture.paymentOf(begun);
    // The provider does not respond to the first attempt to void it either.
    await fixture.deliverWebhooks(withOdd({ void: lost }));
    const [known] = (await fixture.driver.list()).filter(({ paymentId }) => paymentId === id);
    expect(known).toMatchObject({ status: 'authorized' });
    await fixture.runBackground();
    expect(await fixture.driver.get(known?.reference ?? '')).toMatchObject({ status: 'voided' });
    expect(await fixture.paymentOf(begun)).toMatchObject({ status: 'failed', nextAttemptAt: null });
    expect(await fixture.orderOf(begun)).toBeNull();
  });

  test('is not created by the same call after its buyer has canceled the checkout', async () => {
    const { buyer, checkout } = await begin();
    const key = { checkoutId: checkout.id, idempotencyKey: fixture.newKey() };
    const call = { ...key, paymentMethod: 'pm_test_approve' };
    const unavailable = { reason: 'PAYMENT_UNAVAILABLE' };
    await expect(
      withOdd({ create: lost }).checkout.pay(buyer, call, VISITOR),
    ).rejects.toMatchObject(unavailable);
    await fixture.checkout.cancel(buyer, key, VISITOR);
    const closed = { reason: 'CHECKOUT_CLOSED', details: { status: 'cancelled' } };
    await expect(fixture.checkout.pay(buyer, call, VISITOR)).rejects.toMatchObject(closed);
    await fixture.runBackground();
  });
});

describe('a payment of less than the requested amount', () => {
  test('buys nothing, and is voided', async () => {
    const begun = await begin();
    const less = ({ amount, ...payment }: ProviderPayment): ProviderPayment => ({
      ...payment,
      amount: { ...amount, amount: amount.amount - 1 },
    });
    const odd = withOdd({
      create: async (input) => less(await fixture.provider.create(input)),
      fetch: async (reference) => less(await fixture.provider.fetch(reference)),
    });
    const { buyer, checkout } = begun;
    const key = { checkoutId: checkout.id, idempotencyKey: fixture.newKey() };
    await odd.checkout.pay(buyer, { ...key, paymentMethod: 'pm_test_approve' }, VISITOR);
    expect(await odd.checkout.complete(buyer, key, VISITOR)).toMatchObject({
      status: 'open',
      payment: { status: 'voided' },
    });
    expect(await fixture.orderOf(begun)).toBeNull();
    // Nothing is lost: the buyer can pay again.
    await fixture.pay(begun, 'pm_test_approve');
    expect(await fixture.complete(begun)).toMatchObject({ status: 'completed' });
  });

  test('is refunded when it was captured', async () => {
    const begun = await begin();
    await fixture.pay(begun, 'pm_test_action');
    const { reference } = await fixture.paymentOf(begun);
    await fixture.driver.approve(reference ?? '');
    await fixture.driver.capture(reference ?? '');
    const odd = withOdd({
      fetch: async (name) => ({ ...(await fixture.provider.fetch(name)), amountCaptured: 400 }),
    });
    const { buyer, checkout } = begun;
    const key = { checkoutId: checkout.id, idempotencyKey: fixture.newKey() };
    expect(await odd.checkout.complete(buyer, key, VISITOR)).toMatchObject({ status: 'open' });
    // The rest is found on the next attempt and refunded too.
    await fixture.deliverWebhooks();
    await fixture.runBackground();
    const payment = await fixture.paymentOf(begun);
    expect(payment).toMatchObject({
      rejection: 'amount',
      amountCaptured: 1000,
      amountRefunded: 1000,
    });
    expect(await fixture.ledgerOf(payment.id)).toEqual({ 'provider:test': 0, customers: 0 });
    expect(await fixture.orderOf(begun)).toBeNull();
  });
});
