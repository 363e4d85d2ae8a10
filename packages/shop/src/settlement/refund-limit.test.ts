import type { RefundOrderInput } from '@trastienda/shop-contract';
import { afterAll, expect, test } from 'vitest';
import { type PlacedOrder, useTestOrders } from '../testing/start-test-orders.ts';

const fixture = await useTestOrders();

afterAll(async () => {
  expect(await fixture.violations()).toEqual([]);
});

const EVERYTHING = { kind: 'everything', restock: false } as const;
const FULL = { reason: 'ORDER_QUANTITY_EXCEEDED', details: { left: 0 } };

const oneUnit = (bought: PlacedOrder): RefundOrderInput['what'] => ({
  kind: 'lines',
  lines: fixture.unitsOf(bought, 1),
  restock: false,
});

/** Creates an order with `count` failed refunds; `undo` removes those that were made. */
async function failedOften(count: number) {
  const bought = await fixture.bought('paid', 'pm_test_refund_fail');
  await fixture.refund(bought, oneUnit(bought));
  const { payment } = await fixture.stateOf(bought);
  const [failed] = payment.refunds;
  if (failed?.status !== 'failed') throw new Error('The refund has not failed.');
  const copies = Array.from({ length: count - 1 }, (_, index) => ({
    ...failed,
    id: `${failed.id}-${index}`,
    reference: `${failed.reference}-${index}`,
  }));
  const write = async (refunds: typeof payment.refunds) => {
    const { payment: now } = await fixture.stateOf(bought);
    await fixture.database.payments.update(now, { refunds }, 0, now.updatedAt);
  };
  await write([failed, ...copies]);
  const undo = async () => {
    const { payment: now } = await fixture.stateOf(bought);
    await write(now.refunds.filter(({ id }) => !copies.some((copy) => copy.id === id)));
  };
  return { bought, undo };
}

test('an order with many refunds has room for one of all that is left, and for no partial one', async () => {
  const { bought, undo } = await failedOften(200);
  await expect(fixture.refund(bought, oneUnit(bought))).rejects.toMatchObject(FULL);
  await expect(fixture.refund(bought, { kind: 'amount', amount: 1 })).rejects.toMatchObject(FULL);
  await fixture.refund(bought, EVERYTHING);
  const { refunds } = (await fixture.stateOf(bought)).payment;
  expect([refunds.length, refunds.at(-1)?.amount]).toEqual([201, 2000]);
  await undo();
});

test('a refund of all that is left can fail and be repeated until the document is full', async () => {
  const { bought, undo } = await failedOften(399);
  await fixture.refund(bought, EVERYTHING);
  await expect(fixture.refund(bought, EVERYTHING)).rejects.toMatchObject(FULL);
  await undo();
});
