import { buyerKeyOf, ShopError } from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import { setFailPoint, WRITE_CONFLICT } from '@trastienda/testing';
import { expect, test } from 'vitest';
import { createExpireCheckouts } from '../checkout/jobs/expire-checkouts.ts';
import type { PaymentProvider } from '../payments/payment-provider.ts';
import { STAFF, useTestOrders } from '../testing/start-test-orders.ts';
import { RESERVATION_SECONDS, VISITOR } from '../testing/start-test-shop.ts';

const shop = await useTestOrders();
const { database } = shop;

test('A refund of a rolled-back transaction is not sent when another process has responded to the call', async ({
  skip,
}) => {
  skip(shop.server.embedded === undefined, 'needs fail points');
  const bought = await shop.bought();
  const input = { ...shop.callInput(bought), what: { kind: 'amount', amount: 500 } as const };
  const other = shop.openProcess();
  let attempts = 0;
  const idempotency: Database['idempotency'] = {
    ...database.idempotency,
    async find(id) {
      attempts += 1;
      // Outside of this attempt's transaction, which has read nothing yet.
      if (attempts === 2) await answeredByOther;
      return database.idempotency.find(id);
    },
  };
  let undo = () => {};
  const answeredByOther = new Promise<void>((resolve) => {
    undo = resolve;
  }).then(() => other.orderAdmin.refund(input, STAFF));
  const audit: Database['audit'] = {
    ...database.audit,
    async append(entry) {
      if (attempts > 1) return database.audit.append(entry);
      await setFailPoint(shop.server.uri, { fault: WRITE_CONFLICT, skip: 0, times: 1 });
      try {
        return await database.audit.append(entry);
      } finally {
        undo();
      }
    },
  };
  await shop
    .openProcess({ database: { ...database, idempotency, audit } })
    .orderAdmin.refund(input, STAFF);
  await shop.runBackground();
  const { order, payment } = await shop.stateOf(bought);
  const provider = await shop.driver.get(payment.reference ?? '');
  expect(attempts).toBe(2);
  expect(order.refundedAmount).toBe(500);
  expect(payment.refunds).toMatchObject([{ amount: 500, status: 'succeeded' }]);
  expect(provider.refunds).toHaveLength(1);
});

test('A checkout that a webhook has completed meanwhile is returned with its current payment', async () => {
  const begun = await shop.begin(await shop.offer(), 1);
  await shop.pay(begun, 'pm_test_action');
  const { reference } = await shop.paymentOf(begun);
  let reads = 0;
  const checkouts: Database['checkouts'] = {
    ...database.checkouts,
    async findOwn(id, buyerKey) {
      reads += 1;
      if (reads === 1) {
        await shop.driver.approve(reference ?? '');
        await shop.deliverWebhooks();
      }
      return database.checkouts.findOwn(id, buyerKey);
    },
  };
  const { checkout } = shop.openProcess({ database: { ...database, checkouts } });
  const input = { checkoutId: begun.checkout.id, idempotencyKey: shop.newKey() };
  const completed = await checkout.complete(begun.buyer, input, VISITOR);
  expect(completed).toMatchObject({ status: 'completed', payment: { status: 'captured' } });
  expect(await shop.checkout.complete(begun.buyer, input, VISITOR)).toEqual(completed);
});

test('Events of one transaction have ids in the order of their causes', async () => {
  const bought = await shop.boughtLines([{ quantity: 10 }]);
  const lines = [{ sku: bought.sku, quantity: 1 }];
  await shop.refund(bought, { kind: 'lines', lines, restock: true });
  const idOf = async (aggregate: 'order' | 'stock', aggregateId: string, type: string) => {
    const { items } = await database.events.list({ aggregate, aggregateId, limit: 100 });
    return items.find((event) => event.type === type)?.id ?? '';
  };
  const requested = await idOf('order', bought.orderId, 'order.refund-requested');
  const available = await idOf('stock', bought.sku, 'stock.available-again');
  expect(requested).not.toBe('');
  expect(available > requested).toBe(true);
});

/** Completes a checkout in a process where something else happens during a call of the provider. */
function whileAsking(call: 'fetch' | 'capture', happen: () => Promise<unknown>) {
  const provider: PaymentProvider = {
    ...shop.provider,
    async [call](reference: string) {
      const state = await shop.provider[call](reference);
      await happen();
      return state;
    },
  };
  return shop.openProcess({ provider });
}

async function paid() {
  const begun = await shop.begin(await shop.offer(), 1);
  await shop.pay(begun, 'pm_test_approve');
  const input = { checkoutId: begun.checkout.id, idempotencyKey: shop.newKey() };
  return { begun, input };
}

test('A notification between placing the order and capturing the payment is processed', async () => {
  const { begun, input } = await paid();
  const { id, provider } = await shop.paymentOf(begun);
  const name = { id, reference: null };
  const wake = () => database.payments.schedule(provider, name, shop.clock.now());
  const { checkout } = whileAsking('capture', wake);
  const completed = await checkout.complete(begun.buyer, input, VISITOR);
  expect(completed).toMatchObject({ status: 'completed', payment: { status: 'captured' } });
  const { nextAttemptAt, ...payment } = await shop.paymentOf(begun);
  expect(payment).toMatchObject({ status: 'captured', amountCaptured: 1000 });
  expect(nextAttemptAt).toEqual(shop.clock.now());
});

test('An order canceled between placing it and capturing the payment is refunded', async () => {
  const { begun, input } = await paid();
  const { checkout } = whileAsking('capture', async () => {
    const orderId = (await shop.orderOf(begun))?.id ?? '';
    await shop.orderAdmin.cancel({ orderId, idempotencyKey: shop.newKey() }, STAFF);
  });
  await checkout.complete(begun.buyer, input, VISITOR);
  await shop.runBackground();
  expect(await shop.orderOf(begun)).toMatchObject({ status: 'cancelled', refundedAmount: 1000 });
  expect(await shop.paymentOf(begun)).toMatchObject({ refunds: [{ amount: 1000 }] });
  expect(await shop.violations()).toEqual([]);
});

test('A checkout canceled during a call of the provider gets no order', async () => {
  const { begun, input } = await paid();
  const checkoutId = begun.checkout.id;
  const cancel = () =>
    shop.checkout.cancel(begun.buyer, { checkoutId, idempotencyKey: shop.newKey() }, VISITOR);
  const { checkout } = whileAsking('fetch', cancel);
  const completing = checkout.complete(begun.buyer, input, VISITOR);
  await expect(completing).rejects.toMatchObject({ reason: 'CHECKOUT_CLOSED' });
  await shop.runBackground();
  expect(await shop.orderOf(begun)).toBeNull();
  expect(await shop.paymentOf(begun)).toMatchObject({ status: 'voided', rejection: 'cancelled' });
});

test('An expired checkout that is erased during a call of the provider gets no order', async () => {
  const { begun, input } = await paid();
  shop.advance(4 * RESERVATION_SECONDS);
  await createExpireCheckouts(shop.deps).runOnce();
  const erase = () =>
    database.checkouts.eraseByBuyer(buyerKeyOf(begun.buyer), shop.clock.now(), 10);
  const { checkout } = whileAsking('fetch', erase);
  const completing = checkout.complete(begun.buyer, input, VISITOR);
  await expect(completing).rejects.toMatchObject({ reason: 'CHECKOUT_NOT_FOUND' });
  await shop.runBackground();
  expect(await shop.orderOf(begun)).toBeNull();
  const state = await database.checkouts.find(begun.checkout.id);
  expect(state).toMatchObject({ email: null, shippingAddress: null, orderId: null });
  expect(await shop.driver.get((await shop.paymentOf(begun)).reference ?? '')).toMatchObject({
    status: 'voided',
  });
});

test('A refund that fails while its order is canceled elsewhere is owed again', async () => {
  const bought = await shop.bought('paid', 'pm_test_refund_fail');
  // The canceling process ends before it has asked the provider.
  const fetch = () =>
    Promise.reject(new ShopError('PAYMENT_UNAVAILABLE', { details: { code: 'lost' } }));
  const canceling = shop.openProcess({ provider: { ...shop.provider, fetch } });
  const provider: PaymentProvider = {
    ...shop.provider,
    async refund(reference, refund) {
      const state = await shop.provider.refund(reference, refund);
      await canceling.orders.cancel(bought.buyer, shop.callInput(bought), VISITOR);
      return state;
    },
  };
  await shop.refund(bought, { kind: 'amount', amount: 2000 }, shop.openProcess({ provider }));
  const { order, payment } = await shop.stateOf(bought);
  expect(order).toMatchObject({ status: 'cancelled', refundedAmount: 0 });
  expect(payment.refunds).toMatchObject([
    { amount: 2000, status: 'failed' },
    { amount: 2000, status: 'pending' },
  ]);
  expect(payment.nextAttemptAt).not.toBeNull();
});

test('A refund that is owed again stays due when a notification came while the provider was asked', async () => {
  const bought = await shop.bought();
  await shop.orderAdmin.cancel(shop.callInput(bought), STAFF);
  await shop.deliverWebhooks();
  const { payment } = await shop.stateOf(bought);
  const { id, provider: name, reference, refunds } = payment;
  expect(payment).toMatchObject({ amountRefunded: 2000, nextAttemptAt: null });
  await shop.driver.webhooks.setPolicy({ kind: 'drop', delayMs: 0 });
  const notify = () => database.payments.schedule(name, { id, reference: null }, shop.clock.now());
  let asked = 0;
  const provider: PaymentProvider = {
    ...shop.provider,
    async fetch(paid) {
      asked += 1;
      if (asked === 1) {
        // Another process settles the payment by its state from before.
        await notify();
        await shop.background.runOnce();
        await shop.driver.settleRefund(reference ?? '', refunds[0]?.reference ?? '', 'failed');
      }
      return shop.provider.fetch(paid);
    },
  };
  await notify();
  await shop.openProcess({ provider }).background.runOnce();
  expect(asked).toBe(1);
  const { payment: after } = await shop.stateOf(bought);
  expect(after.refunds).toMatchObject([{ status: 'failed' }, { amount: 2000, status: 'pending' }]);
  expect(after.nextAttemptAt).not.toBeNull();
  await shop.runBackground();
  expect((await shop.stateOf(bought)).order.refundedAmount).toBe(2000);
  await shop.driver.webhooks.setPolicy({ kind: 'send', delayMs: 0 });
});

/**
 * A process that does other work after its first read of stock, which is outside of transactions.
 */
function afterSeeingStock(happen: () => Promise<unknown>) {
  let reads = 0;
  const stock: Database['stock'] = {
    ...database.stock,
    async find(skus) {
      const found = await database.stock.find(skus);
      reads += 1;
      if (reads === 1) await happen();
      return found;
    },
  };
  return shop.openProcess({ database: { ...database, stock } });
}

test('Stock reserved by another buyer after the first read is not reserved twice', async () => {
  const sku = await shop.offer({ quantity: 3 });
  const buyer = shop.newBuyer();
  await shop.fill(buyer, { sku, quantity: 2 });
  const { checkout } = afterSeeingStock(() => shop.begin(sku, 2));
  const starting = checkout.start(buyer, shop.startInput(), VISITOR);
  const details = { sku, available: 1 };
  await expect(starting).rejects.toMatchObject({ reason: 'STOCK_INSUFFICIENT', details });
  expect(await shop.available(sku)).toBe(1);
});

test('A low-stock threshold set after the first read is respected', async () => {
  const sku = await shop.offer({ quantity: 3 });
  const buyer = shop.newBuyer();
  await shop.fill(buyer, { sku, quantity: 2 });
  const configure = () => shop.stock.configure({ sku, lowStockAt: 1 }, STAFF);
  await afterSeeingStock(configure).checkout.start(buyer, shop.startInput(), VISITOR);
  const [state] = await database.stock.find([sku]);
  expect(state).toMatchObject({ available: 1, lowStockAt: 1, isLow: true });
});
