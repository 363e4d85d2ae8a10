import { randomBytes } from 'node:crypto';
import { addProduct } from '@trastienda/load';
import { checkInvariants } from '@trastienda/shop-invariants';
import { clearFailPoint, type FailPoint, setFailPoint, WRITE_CONFLICT } from '@trastienda/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { type TestBackend, useBackend } from '../testing/start-backend.ts';

const UNITS = 200;

const backend = await useBackend();
await addProduct(backend.staff, { sku: 'CUP', quantity: UNITS });

type Place = Omit<FailPoint, 'fault'>;
type Client = Parameters<Parameters<TestBackend['server']['withClient']>[0]>[0];

const WRITES = ['insert', 'update', 'delete', 'findAndModify'];

/** More than a purchase has of anything. */
const MANY = 20;

/** Writes to a collection in a transaction. */
async function probe(client: Client, collection: string): Promise<void> {
  const session = client.startSession();
  try {
    session.startTransaction();
    const probed = client.db().collection(collection);
    await probed.updateOne({ probe: 1 }, { $set: { probe: 2 } }, { session });
    await session.commitTransaction();
  } finally {
    await session.endSession();
  }
}

/** Whether the fail point has done what it was set to: then it lets all pass that it is about. */
async function hasStruck({ collection = 'probes' }: Place): Promise<boolean> {
  let isOver = true;
  await backend.server.withClient(async (client) => {
    for (let count = 0; count < MANY && isOver; count += 1) {
      isOver = await probe(client, collection).then(
        () => true,
        () => false,
      );
    }
  });
  return isOver;
}

const ADDRESS = { name: 'Ana López', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };

/** Buys a cup while writes fail; gives whether they did. */
async function buyDespite(place: Place): Promise<boolean> {
  const client = backend.client({
    headers: { 'trastienda-guest': `tg_${randomBytes(32).toString('base64url')}` },
  });
  await client.cart.add.mutate({ sku: 'CUP' });
  await setFailPoint(backend.server.uri, { fault: WRITE_CONFLICT, ...place });
  const start = { email: 'ana@shop.example', shippingAddress: ADDRESS };
  const { id: checkoutId } = await client.checkout.start.mutate(start);
  const pay = { checkoutId, paymentMethod: 'pm_test_approve' };
  await client.checkout.pay.mutate(pay);
  const { orderId } = await client.checkout.complete.mutate({ checkoutId });
  const isStruck = await hasStruck(place);
  await clearFailPoint(backend.server.uri);
  const order = await backend.staff.admin.orders.get.query({ orderId: orderId ?? '' });
  expect([order.status, order.paymentStatus]).toEqual(['paid', 'paid']);
  return isStruck;
}

/** What transactions write; outside of one a server repeats a write that lost a race by itself. */
const COLLECTIONS = [
  'stock',
  'stock_movements',
  'checkouts',
  'payments',
  'orders',
  'carts',
  'ledger_entries',
  'events',
];

/** Two lost races one after the other. */
const twice = (skip: number) => ({ skip, times: 2 });

describe.skipIf(process.env.MONGODB_URI !== undefined)('write conflicts', () => {
  let bought = 0;

  afterEach(async () => {
    const stock = await backend.staff.admin.stock.get.query({ sku: 'CUP' });
    expect(stock).toMatchObject({ onHand: UNITS - bought, reserved: 0 });
    expect(await checkInvariants(backend.server.uri)).toEqual([]);
  });

  test.each(COLLECTIONS)(
    'in any write to %s during a purchase lose no change and repeat none',
    async (collection) => {
      let strikes = 0;
      for (let isStruck = true; isStruck && strikes < MANY; strikes += isStruck ? 1 : 0) {
        bought += 1;
        isStruck = await buyDespite({ ...twice(strikes), commands: WRITES, collection });
      }
      expect(strikes).toBeGreaterThan(0);
      expect(strikes).toBeLessThan(MANY);
    },
  );

  test('in the idempotency keys of start, pay and complete run each call once', async () => {
    const collection = 'idempotency_keys';
    for (const skip of [0, 1, 2]) {
      bought += 1;
      const place = { ...twice(skip), commands: WRITES, collection };
      expect([skip, await buyDespite(place)]).toEqual([skip, true]);
    }
  });

  test('in any commit of a purchase lose no change and repeat none', async () => {
    let strikes = 0;
    for (let isStruck = true; isStruck && strikes < MANY; strikes += isStruck ? 1 : 0) {
      bought += 1;
      isStruck = await buyDespite({ ...twice(strikes), commands: ['commitTransaction'] });
    }
    // Start, the payment before its provider is asked and after, the order, and its money.
    expect(strikes).toBeGreaterThanOrEqual(5);
    expect(strikes).toBeLessThan(MANY);
  });
});
