import { afterAll, expect, test } from 'vitest';
import { STAFF, useTestOrders } from '../testing/start-test-orders.ts';

const fixture = await useTestOrders();

afterAll(async () => {
  await fixture.runBackground();
  expect(await fixture.violations()).toEqual([]);
});

test.each([false, true])(
  'the canceled rest of an order counts as refunded once, free: %s',
  async (isFree) => {
    const bought = await fixture.boughtLines([{ quantity: 3 }], { isFree });
    await fixture.ship(bought, 1);
    await fixture.orderAdmin.cancel(fixture.callInput(bought), STAFF);
    await fixture.runBackground();
    const { order } = await fixture.stateOf(bought);
    expect(order.lines).toMatchObject([{ canceledQuantity: 2, refundedQuantity: 2 }]);
  },
);
