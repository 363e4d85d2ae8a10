import { failAtEachWrite } from '@trastienda/testing';
import { runCount } from '@trastienda/testing/vitest';
import { afterAll, describe, expect, test } from 'vitest';
import {
  type PlacedOrder,
  STAFF,
  type TestOrders,
  useTestOrders,
} from '../testing/start-test-orders.ts';
import { VISITOR } from '../testing/start-test-shop.ts';

const fixture = await useTestOrders();

afterAll(async () => {
  await fixture.runBackground();
  expect(await fixture.violations()).toEqual([]);
});

const ROUNDS = runCount(1, 3);

/** Returns `ok`, or the reason of the failure, for concurrent calls. */
async function outcomes(...calls: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(calls);
  return settled.map((call) => (call.status === 'fulfilled' ? 'ok' : call.reason.reason));
}

/** The same shop in another process, which shares the database and no locks. */
const elsewhere = () => fixture.openProcess();

const refund = (shop: Pick<TestOrders, 'orderAdmin'>, bought: PlacedOrder, amount: number) =>
  shop.orderAdmin.refund({ ...fixture.callInput(bought), what: { kind: 'amount', amount } }, STAFF);

describe('concurrent calls', () => {
  test('two refunds that exceed the paid amount together result in one', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const bought = await fixture.bought();
      const results = await outcomes(
        refund(fixture, bought, 1500),
        refund(elsewhere(), bought, 1500),
      );
      expect(results.sort()).toEqual(['REFUND_EXCEEDS_PAID', 'ok']);
      expect((await fixture.stateOf(bought)).order.refundedAmount).toBe(1500);
    }
  });

  test('a cancellation and a shipment result in one of the two', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const bought = await fixture.bought();
      const results = await outcomes(
        fixture.orders.cancel(bought.buyer, fixture.callInput(bought), VISITOR),
        elsewhere().orderAdmin.fulfil(fixture.callInput(bought), STAFF),
      );
      expect(results.toSorted()).toEqual(['ORDER_STATE_INVALID', 'ok']);
      const isCancelled = results[0] === 'ok';
      const { order } = await fixture.stateOf(bought);
      expect(order).toMatchObject(
        isCancelled
          ? { status: 'cancelled', refundedAmount: 2000 }
          : { status: 'fulfilled', refundedAmount: 0 },
      );
    }
  });

  test('a refund of unshipped goods and their shipment do not both succeed', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const bought = await fixture.bought();
      const lines = fixture.unitsOf(bought, 2);
      const what = { kind: 'lines', lines, restock: true } as const;
      await outcomes(
        fixture.orderAdmin.refund({ ...fixture.callInput(bought), what }, STAFF),
        elsewhere().orderAdmin.fulfil({ ...fixture.callInput(bought), lines }, STAFF),
      );
      const { order } = await fixture.stateOf(bought);
      // Units refunded after their shipment came back; nothing was shipped after its refund.
      const types = await fixture.eventsOf(bought);
      const sentAt = types.indexOf('order.fulfilled');
      if (sentAt !== -1) expect(sentAt).toBeLessThan(types.indexOf('order.refund-requested'));
      expect(order.lines).toMatchObject([{ restockedQuantity: 2, refundedQuantity: 2 }]);
    }
  });

  test('a cancellation at no cost and a shipment never ship a restocked unit', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const bought = await fixture.bought();
      const line = { sku: bought.sku, quantity: 1, from: 'unsent' as const };
      const what = { kind: 'lines' as const, lines: [line], amount: 0, restock: true };
      await outcomes(
        fixture.refund(bought, what),
        elsewhere().orderAdmin.fulfil(
          { ...fixture.callInput(bought), lines: fixture.unitsOf(bought, 2) },
          STAFF,
        ),
      );
      const { order } = await fixture.stateOf(bought);
      const [sent] = order.lines;
      // Both units shipped and one canceled is impossible, so one call was rejected.
      expect([
        [2, 0, 0],
        [0, 1, 1],
      ]).toContainEqual([sent?.fulfilledQuantity, sent?.canceledQuantity, sent?.restockedQuantity]);
      expect(order.status).toBe(sent?.fulfilledQuantity === 2 ? 'fulfilled' : 'paid');
    }
  });

  test('two cancellations of the last units result in one, and close the order once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const bought = await fixture.bought();
      const lines = fixture.unitsOf(bought, 2);
      const what = { kind: 'lines', lines, amount: 500, restock: true } as const;
      const results = await outcomes(
        fixture.refund(bought, what),
        fixture.refund(bought, what, elsewhere()),
      );
      expect(results.toSorted()).toEqual(['ORDER_QUANTITY_EXCEEDED', 'ok']);
      const { order, payment } = await fixture.stateOf(bought);
      expect(order).toMatchObject({ status: 'cancelled', refundedAmount: 500 });
      expect(payment.refunds).toHaveLength(1);
      expect(await fixture.available(bought.sku)).toBe(10);
    }
  });

  test('a cancellation of units and of the order restock each unit once and refund it at most once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const bought = await fixture.bought('partially-fulfilled');
      const what = { kind: 'lines', lines: fixture.unitsOf(bought, 1), restock: true } as const;
      await outcomes(
        fixture.refund(bought, what),
        elsewhere().orderAdmin.cancel(fixture.callInput(bought), STAFF),
      );
      await fixture.runBackground();
      const { order } = await fixture.stateOf(bought);
      expect(order.status).toBe('fulfilled');
      expect(order.lines).toMatchObject([{ fulfilledQuantity: 1, canceledQuantity: 1 }]);
      // The later call has taken back the shipped unit, or was rejected.
      expect(order.lines[0]?.restockedQuantity).toBe(1 + (order.lines[0]?.returnedQuantity ?? 0));
      expect(order.refundedAmount).toBe(1000 * (order.lines[0]?.refundedQuantity ?? 0));
    }
  });

  test('a cancellation and a capture leave no customer charged', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const bought = await fixture.bought('pending');
      const { payment } = await fixture.stateOf(bought);
      const key = fixture.newKey();
      const input = { checkoutId: payment.checkoutId, idempotencyKey: key };
      const results = await outcomes(
        fixture.orders.cancel(bought.buyer, fixture.callInput(bought), VISITOR),
        elsewhere().checkout.complete(bought.buyer, input, VISITOR),
      );
      expect(results).toEqual(['ok', 'ok']);
      await fixture.runBackground();
      const after = await fixture.stateOf(bought);
      expect(after.order.status).toBe('cancelled');
      expect(after.order.refundedAmount).toBe(after.order.paidAmount);
      expect(after.payment.amountRefunded).toBe(after.payment.amountCaptured);
      expect(await fixture.available(bought.sku)).toBe(10);
      const atProvider = await fixture.driver.get(payment.reference ?? '');
      expect(atProvider.amountCaptured).toBe(after.payment.amountRefunded);
    }
  });
});

describe('a call that fails at any of its writes', () => {
  test('has changed nothing', async ({ skip }) => {
    if (fixture.server.embedded === undefined) return skip('needs fail points');
    const bought = await fixture.bought();
    const what = { kind: 'lines', lines: fixture.unitsOf(bought, 1), restock: true } as const;
    const input = { ...fixture.callInput(bought), what };
    const before = await fixture.server.contents();
    const failures = await failAtEachWrite(
      fixture.server.uri,
      () => fixture.orderAdmin.refund(input, STAFF),
      async () => {
        expect(await fixture.server.contents()).toBe(before);
      },
    );
    expect(failures).toBeGreaterThan(7);
    expect((await fixture.stateOf(bought)).payment.refunds).toHaveLength(1);
  });
});
