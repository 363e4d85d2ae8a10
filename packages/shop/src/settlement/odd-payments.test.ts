import { ShopError } from '@trastienda/contract';
import { afterAll, describe, expect, it } from 'vitest';
import type { PaymentProvider, ProviderPayment } from '../payments/payment-provider.ts';
import { useTestPayments } from '../testing/start-test-payments.ts';
import { VISITOR } from '../testing/start-test-shop.ts';

const test = await useTestPayments();

afterAll(async () => {
  expect(await test.violations()).toEqual([]);
});

const begin = async () => test.begin(await test.offer({ quantity: 3 }));
/** Another process of the shop, whose provider behaves oddly. */
const withOdd = (odd: Partial<PaymentProvider>) =>
  test.another({ provider: { ...test.provider, ...odd } });

describe('a payment whose beginning was answered by nobody', () => {
  const lost = () => Promise.reject(new ShopError('PAYMENT_UNAVAILABLE'));

  it('and was refused when it was begun again, is let go of once its webhook comes', async () => {
    const begun = await begin();
    const { buyer, checkout } = begun;
    const key = { checkoutId: checkout.id, idempotencyKey: test.newKey() };
    const call = { ...key, paymentMethod: 'pm_test_approve' };
    const create: PaymentProvider['create'] = (input) => test.provider.create(input).then(lost);
    await expect(withOdd({ create }).checkout.pay(buyer, call, VISITOR)).rejects.toMatchObject({
      reason: 'PAYMENT_UNAVAILABLE',
    });
    const refusing = withOdd({ create: () => Promise.reject(new ShopError('PAYMENT_REJECTED')) });
    await expect(refusing.checkout.pay(buyer, call, VISITOR)).rejects.toMatchObject({
      reason: 'PAYMENT_REJECTED',
    });
    const { id } = await test.paymentOf(begun);
    // The provider does not answer to the first attempt to void it either.
    await test.deliverWebhooks(withOdd({ void: lost }));
    const [known] = (await test.driver.list()).filter(({ paymentId }) => paymentId === id);
    expect(known).toMatchObject({ status: 'authorized' });
    await test.leaveAlone();
    expect(await test.driver.get(known?.reference ?? '')).toMatchObject({ status: 'voided' });
    expect(await test.paymentOf(begun)).toMatchObject({ status: 'failed', dueAt: null });
    expect(await test.orderOf(begun)).toBeNull();
  });

  it('is not begun by the same call after its buyer has cancelled the checkout', async () => {
    const { buyer, checkout } = await begin();
    const key = { checkoutId: checkout.id, idempotencyKey: test.newKey() };
    const call = { ...key, paymentMethod: 'pm_test_approve' };
    const unavailable = { reason: 'PAYMENT_UNAVAILABLE' };
    await expect(
      withOdd({ create: lost }).checkout.pay(buyer, call, VISITOR),
    ).rejects.toMatchObject(unavailable);
    await test.checkout.cancel(buyer, key, VISITOR);
    const closed = { reason: 'CHECKOUT_CLOSED', details: { status: 'cancelled' } };
    await expect(test.checkout.pay(buyer, call, VISITOR)).rejects.toMatchObject(closed);
    await test.leaveAlone();
  });
});

describe('a payment of less than was asked for', () => {
  it('buys nothing, and is let go of', async () => {
    const begun = await begin();
    const less = ({ amount, ...payment }: ProviderPayment): ProviderPayment => ({
      ...payment,
      amount: { ...amount, amount: amount.amount - 1 },
    });
    const odd = withOdd({
      create: async (input) => less(await test.provider.create(input)),
      fetch: async (reference) => less(await test.provider.fetch(reference)),
    });
    const { buyer, checkout } = begun;
    const key = { checkoutId: checkout.id, idempotencyKey: test.newKey() };
    await odd.checkout.pay(buyer, { ...key, paymentMethod: 'pm_test_approve' }, VISITOR);
    expect(await odd.checkout.complete(buyer, key, VISITOR)).toMatchObject({
      status: 'open',
      payment: { status: 'voided' },
    });
    expect(await test.orderOf(begun)).toBeNull();
    // Nothing is lost: the buyer can pay again.
    await test.pay(begun, 'pm_test_approve');
    expect(await test.complete(begun)).toMatchObject({ status: 'completed' });
  });

  it('that was taken is given back', async () => {
    const begun = await begin();
    await test.pay(begun, 'pm_test_action');
    const { reference } = await test.paymentOf(begun);
    await test.driver.approve(reference ?? '');
    await test.driver.capture(reference ?? '');
    const odd = withOdd({
      fetch: async (name) => ({ ...(await test.provider.fetch(name)), amountCaptured: 400 }),
    });
    const { buyer, checkout } = begun;
    const key = { checkoutId: checkout.id, idempotencyKey: test.newKey() };
    expect(await odd.checkout.complete(buyer, key, VISITOR)).toMatchObject({ status: 'open' });
    // The rest of it is found at the next look, and goes back as well.
    await test.deliverWebhooks();
    await test.leaveAlone();
    const payment = await test.paymentOf(begun);
    expect(payment).toMatchObject({
      refusal: 'amount',
      amountCaptured: 1000,
      amountRefunded: 1000,
    });
    expect(await test.ledgerOf(payment.id)).toEqual({ 'provider:test': 0, customers: 0 });
    expect(await test.orderOf(begun)).toBeNull();
  });
});
