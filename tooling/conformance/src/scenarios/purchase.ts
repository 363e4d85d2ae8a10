import assert from 'node:assert/strict';
import { createMemoryTokenStorage, newIdempotencyKey } from '@trastienda/shop-client';
import { failsWith, present } from '../suite/assertions.ts';
import type { Suite } from '../suite/suite.ts';
import { type Shop, skuOf } from './shop.ts';

const SHIPPING_ADDRESS = {
  name: 'Ana López',
  line1: 'Calle Mayor 1',
  city: 'Madrid',
  country: 'ES',
};

/** A guest buys and pays with the sandbox. */
export async function checkPurchase(suite: Suite, { staff, mug, shirt }: Shop): Promise<void> {
  const { test, runId } = suite;
  const newGuest = () => suite.client({ guest: createMemoryTokenStorage(), batch: false });
  const guest = newGuest();
  let orderId = '';

  await test('a guest fills a cart', async () => {
    await guest.cart.add.mutate({ sku: skuOf(mug), quantity: 2 });
    const cart = await guest.cart.add.mutate({ sku: skuOf(shirt) });
    assert.deepEqual(
      cart.lines.map(({ quantity }) => quantity),
      [2, 1],
    );
    assert.deepEqual(await guest.cart.get.query(), cart);
  });

  await test('a guest buys it, and a repeated step has its first answer', async () => {
    const start = { email: `ana.${runId}@shop.example`, shippingAddress: SHIPPING_ADDRESS };
    const checkout = await guest.checkout.start.mutate(start);
    assert.equal(checkout.prices.total.amount, 2 * 1850 + 4990);
    const checkoutId = checkout.id;
    await guest.checkout.pay.mutate({ checkoutId, paymentMethod: 'pm_test_approve' });
    const context = { idempotencyKey: newIdempotencyKey() };
    const completed = await guest.checkout.complete.mutate({ checkoutId }, { context });
    const again = await guest.checkout.complete.mutate({ checkoutId }, { context });
    assert.deepEqual(again, completed);
    orderId = present(completed.orderId, 'order');
  });

  await test('the order is that of its guest, and the cart is empty', async () => {
    const order = await guest.orders.get.query({ orderId });
    assert.equal(order.lines.length, 2);
    assert.deepEqual((await guest.cart.get.query()).lines, []);
    await failsWith(newGuest().orders.get.query({ orderId }), 'ORDER_NOT_FOUND');
  });

  await test('a payment that is declined places no order', async () => {
    const other = newGuest();
    await other.cart.add.mutate({ sku: skuOf(mug) });
    const { id: checkoutId } = await other.checkout.start.mutate({
      email: `eva.${runId}@shop.example`,
      shippingAddress: SHIPPING_ADDRESS,
    });
    const paid = await other.checkout.pay.mutate({ checkoutId, paymentMethod: 'pm_test_decline' });
    assert.equal(paid.orderId, null);
    const cancelled = await other.checkout.cancel.mutate({ checkoutId });
    assert.equal(cancelled.orderId, null);
  });

  await test('staff refunds a line', async () => {
    const what = {
      kind: 'lines' as const,
      lines: [{ sku: skuOf(mug), quantity: 1 }],
      restock: true,
    };
    const refunded = await staff.admin.orders.refund.mutate({ orderId, what, reason: 'broken' });
    assert.equal(refunded.refunds[0]?.amount.amount, 1850);
  });

  await test('buyers are known by account or guest token only', async () => {
    await failsWith(suite.client().cart.get.query(), 'BUYER_UNKNOWN');
  });
}
