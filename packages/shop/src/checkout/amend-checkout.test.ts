import type { AmendCheckoutInput } from '@trastienda/shop-contract';
import { afterAll, describe, expect, test } from 'vitest';
import type { StartedCheckout } from '../testing/start-test-payments.ts';
import { ADDRESS, RESERVATION_SECONDS, VISITOR } from '../testing/start-test-shop.ts';
import { ABROAD, TOTAL_TO_LISBON, useTestAmendments } from './testing/start-test-amendments.ts';

const fixture = await useTestAmendments();
const { amend, beginShipped: begin, codeForOnce, database, stateOf, typesOf, usesOf } = fixture;
const { toLisbon } = fixture;

afterAll(async () => {
  await fixture.runBackground();
  expect(await fixture.violations()).toEqual([]);
});

const skuOf = ({ checkout }: StartedCheckout) => checkout.lines[0]?.sku ?? '';

describe('Amending a checkout', () => {
  test('computes tax and shipping for another address, and keeps lines and reservation', async () => {
    const begun = await begin();
    const before = await stateOf(begun);
    const after = await amend(begun, toLisbon);
    expect(begun.checkout.prices.total.amount).toBe(2400);
    expect(after).toMatchObject({
      id: begun.checkout.id,
      status: 'open',
      lines: begun.checkout.lines,
      shippingAddress: ABROAD,
      shippingMethod: { id: toLisbon.shippingMethodId },
      prices: { total: { amount: TOTAL_TO_LISBON } },
      expiresAt: begun.checkout.expiresAt,
    });
    expect((await stateOf(begun))?.reservations).toEqual(before?.reservations);
    expect(await fixture.available(skuOf(begun))).toBe(8);
    expect(await typesOf(begun)).toEqual(['checkout.started', 'checkout.amended']);
    expect(await fixture.checkout.get(begun.buyer, { checkoutId: after.id })).toEqual(after);
  });

  test('has the prices that a new checkout of the same cart has', async () => {
    const { code } = await codeForOnce();
    const begun = await begin();
    const amended = await amend(begun, { ...toLisbon, discountCodes: [code] });
    await amend(begun, { discountCodes: [] });
    const { buyer } = begun;
    await fixture.cart.setDiscountCodes(buyer, { codes: [code] });
    const started = await fixture.checkout.start(buyer, fixture.startInput(toLisbon), VISITOR);
    expect(amended.prices).toEqual(started.prices);
  });

  test('keeps the prices of the lines when the catalog has others by now', async () => {
    const begun = await begin();
    const [line] = begun.checkout.lines;
    const catalog = database.products;
    const product = await catalog.find(line?.productId ?? '');
    if (product === null) return expect.unreachable();
    const variants = product.variants.map((variant) => ({
      ...variant,
      price: { amount: 5000, currency: 'EUR' },
    }));
    const dearer = { ...product, variants, revision: product.revision + 1 };
    await database.transaction(async () => {
      const [written] = await catalog.write([{ product: dearer, before: product }]);
      if (written === undefined) return expect.unreachable();
      const { id: aggregateId, eventSequence: sequence, slug, status, revision } = written;
      const data = { slug, status, revision, previousSlug: slug, previousStatus: status };
      const event = { aggregate: 'product', type: 'product.updated', data, tags: [] } as const;
      const at = new Date();
      await database.events.append([{ ...event, aggregateId, sequence, at, requestId: null }]);
    });
    expect(await amend(begun, toLisbon)).toMatchObject({
      lines: [{ unitPrice: { amount: 1000 } }],
      prices: { total: { amount: TOTAL_TO_LISBON } },
    });
  });

  test('changes email address and billing address without another price', async () => {
    const begun = await begin();
    const email = 'eva@example.com';
    const after = await amend(begun, { email, billingAddress: ABROAD });
    expect(after).toEqual({ ...begun.checkout, email, billingAddress: ABROAD });
    expect(await amend(begun, { billingAddress: null })).toEqual({ ...begun.checkout, email });
  });

  test('counts the use of a code once, and gives it back with the code', async () => {
    const { id, code } = await codeForOnce();
    const begun = await begin([code]);
    expect(await usesOf(id)).toBe(1);
    expect((await amend(begun, toLisbon)).prices.discounts).toMatchObject([{ code }]);
    expect(await usesOf(id)).toBe(1);
    expect((await amend(begun, { discountCodes: [] })).prices.discounts).toEqual([]);
    expect(await usesOf(id)).toBe(0);
    expect((await amend(begun, { discountCodes: [code] })).prices.discounts).toHaveLength(1);
    expect(await usesOf(id)).toBe(1);
  });

  test('repeated with its key, changes nothing more and returns the first response', async () => {
    const begun = await begin();
    const first = { ...toLisbon, idempotencyKey: fixture.newKey() };
    const response = await amend(begun, first);
    await amend(begun, { email: 'eva@example.com' });
    expect(await amend(begun, first, fixture.openProcess())).toEqual(response);
    await expect(amend(begun, { ...first, email: 'x@example.com' })).rejects.toMatchObject({
      reason: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await typesOf(begun)).toHaveLength(3);
  });
});

describe('An amendment is rejected and changes nothing', () => {
  /** Requires that an amendment fails, and that nothing of the checkout or its payment has changed. */
  async function expectRejected(
    begun: StartedCheckout,
    changes: Partial<AmendCheckoutInput>,
    failure: { readonly reason: string; readonly details?: unknown },
  ) {
    const read = async () => ({ ...(await stateOf(begun)), events: await typesOf(begun) });
    const before = await read();
    await expect(amend(begun, changes)).rejects.toMatchObject(failure);
    expect(await read()).toEqual(before);
  }

  test('when the method does not ship to the address, and names those that do', async () => {
    const details = { shippingMethodIds: [toLisbon.shippingMethodId] };
    const reason = 'SHIPPING_UNAVAILABLE';
    await expectRejected(await begin(), { shippingAddress: ABROAD }, { reason, details });
  });

  test('when a code is used up', async () => {
    const { code } = await codeForOnce();
    await begin([code]);
    const details = { code, reason: 'used-up' };
    const failure = { reason: 'DISCOUNT_REFUSED', details };
    await expectRejected(await begin(), { discountCodes: [code] }, failure);
  });

  test('when the total is not the expected one', async () => {
    const expectedTotal = { amount: 2400, currency: 'EUR' };
    const reason = 'CHECKOUT_TOTAL_DIFFERS';
    await expectRejected(await begin(), { ...toLisbon, expectedTotal }, { reason });
    const begun = await begin();
    expect(await amend(begun, { expectedTotal })).toMatchObject({ prices: begun.checkout.prices });
  });

  test('when the checkout is of another buyer', async () => {
    const begun = await begin();
    const thief = { ...begun, buyer: fixture.newBuyer() };
    await expect(amend(thief, toLisbon)).rejects.toMatchObject({ reason: 'CHECKOUT_NOT_FOUND' });
  });

  test('when the checkout has ended', async () => {
    const cancelled = await begin();
    const { buyer, checkout } = cancelled;
    const input = { checkoutId: checkout.id, idempotencyKey: fixture.newKey() };
    await fixture.checkout.cancel(buyer, input, VISITOR);
    const completed = await begin();
    await fixture.pay(completed, 'pm_test_approve');
    await fixture.complete(completed);
    const expired = await begin();
    const reason = 'CHECKOUT_CLOSED';
    await expectRejected(cancelled, toLisbon, { reason, details: { status: 'cancelled' } });
    await expectRejected(completed, toLisbon, { reason, details: { status: 'completed' } });
    // The job has not run yet.
    fixture.advance(RESERVATION_SECONDS);
    await expectRejected(expired, toLisbon, { reason, details: { status: 'expired' } });
  });

  test.each([
    ['pm_test_approve', 'authorized'],
    ['pm_test_delay', 'processing'],
  ])('when the payment with %s is %s', async (paymentMethod, status) => {
    const begun = await begin();
    await fixture.pay(begun, paymentMethod);
    const failure = { reason: 'PAYMENT_IN_PROGRESS', details: { status } };
    await expectRejected(begun, toLisbon, failure);
    await expectRejected(begun, { email: 'eva@example.com' }, failure);
  });

  test('when the provider has not answered yet, because it may take the former amount', async () => {
    const begun = await begin();
    const provider = { ...fixture.provider, create: () => Promise.reject(new Error('no answer')) };
    const { checkout } = fixture.openProcess({ provider });
    const input = { checkoutId: begun.checkout.id, idempotencyKey: fixture.newKey() };
    const pay = { ...input, paymentMethod: 'pm_test_approve' };
    await expect(checkout.pay(begun.buyer, pay, VISITOR)).rejects.toThrow('no answer');
    const failure = { reason: 'PAYMENT_IN_PROGRESS', details: { status: 'created' } };
    await expectRejected(begun, toLisbon, failure);
  });
});

describe('A payment that waits for its buyer', () => {
  test('stays when the total stays, and pays the amended order', async () => {
    const begun = await begin();
    const { payment } = await fixture.pay(begun, null);
    const amended = await amend(begun, { shippingAddress: { ...ADDRESS, line1: 'Gran Vía 2' } });
    expect(amended.payment?.id).toBe(payment?.id);
    await fixture.driver.approve((await fixture.paymentOf(begun)).reference ?? '');
    await fixture.complete(begun);
    expect(await fixture.orderOf(begun)).toMatchObject({
      status: 'paid',
      shippingAddress: { line1: 'Gran Vía 2' },
    });
  });

  test('is voided when the total changes, and the next one has the new amount', async () => {
    const begun = await begin();
    await fixture.pay(begun, null);
    const former = await fixture.paymentOf(begun);
    expect(await amend(begun, toLisbon)).toMatchObject({ payment: null });
    await expect(fixture.complete(begun)).rejects.toMatchObject({ reason: 'PAYMENT_REQUIRED' });
    const { payment } = await fixture.pay(begun, 'pm_test_approve');
    expect(payment).toMatchObject({ amount: { amount: TOTAL_TO_LISBON }, status: 'authorized' });
    await fixture.complete(begun);
    await fixture.runBackground();
    expect(await database.payments.find(former.id)).toMatchObject({ status: 'voided' });
    expect(await fixture.orderOf(begun)).toMatchObject({
      status: 'paid',
      totalAmount: TOTAL_TO_LISBON,
      shippingAddress: ABROAD,
    });
  });

  test('that the buyer confirms after an amendment buys nothing and is voided', async () => {
    const begun = await begin();
    await fixture.pay(begun, null);
    const former = await fixture.paymentOf(begun);
    await amend(begun, toLisbon);
    await fixture.driver.approve(former.reference ?? '');
    await fixture.deliverWebhooks();
    expect(await fixture.orderOf(begun)).toBeNull();
    expect(await database.payments.find(former.id)).toMatchObject({
      status: 'voided',
      rejection: 'amount',
    });
    expect(await fixture.checkout.current(begun.buyer)).toMatchObject({ payment: null });
    await fixture.pay(begun, 'pm_test_approve');
    expect(await fixture.complete(begun)).toMatchObject({ status: 'completed' });
  });

  test('that has failed does not prevent an amendment', async () => {
    const begun = await begin();
    await fixture.pay(begun, 'pm_test_decline');
    await amend(begun, toLisbon);
    await fixture.pay(begun, 'pm_test_approve');
    await fixture.complete(begun);
    expect(await fixture.orderOf(begun)).toMatchObject({ totalAmount: TOTAL_TO_LISBON });
  });
});
