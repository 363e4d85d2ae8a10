import type { OrderState, RefundState } from '@trastienda/shop-db';
import { afterAll, describe, expect, test } from 'vitest';
import { type PlacedOrder, STAFF, useTestOrders } from '../testing/start-test-orders.ts';
import { countLines, settledOf, unsentQuantity } from './line-quantities.ts';
import { orderOf } from './testing/priced-order.ts';

const fixture = await useTestOrders();

afterAll(async () => {
  await fixture.runBackground();
  expect(await fixture.violations()).toEqual([]);
});

const at = (day: number) => new Date(Date.UTC(2100, 0, day));

interface Older {
  readonly fulfilled?: number;
  readonly restocked?: number;
  /** Quantity and day of an accepted return request. */
  readonly returned?: readonly [quantity: number, day: number];
}

/** Builds an order of three units from before units were counted. */
function older({ fulfilled = 0, restocked = 0, returned }: Older): OrderState {
  const order = orderOf([{ quantity: 3, total: 3000, tax: 0 }], { total: 0, tax: 0 });
  const lines = order.lines.map(({ canceledQuantity: _, returnedQuantity: __, ...line }) => ({
    ...line,
    ...{ fulfilledQuantity: fulfilled, restockedQuantity: restocked },
  }));
  if (returned === undefined) return { ...order, lines };
  const [quantity, day] = returned;
  const request = { id: 'r', reason: '', status: 'accepted', answer: null } as const;
  const ofLine = [{ sku: 'SKU-0', quantity }];
  return { ...order, lines, returns: [{ ...request, lines: ofLine, requestedAt: at(day) }] };
}

function refundOf(
  quantity: number,
  day: number,
  status: RefundState['status'] = 'succeeded',
): RefundState {
  const amount = 1000 * quantity;
  return {
    ...{ id: `of-${day}`, amount, status, reference: 're', reason: null, createdAt: at(day) },
    lines: [{ sku: 'SKU-0', quantity, amount, tax: 0 }],
    split: { sales: amount, shipping: 0, tax: 0 },
  };
}

describe('units of an order from before they were counted', () => {
  const cases: readonly [
    string,
    OrderState,
    readonly RefundState[],
    readonly [canceled: number, returned: number, unsent: number],
  ][] = [
    ['are unshipped', older({}), [], [0, 0, 3]],
    ['are canceled by refunds', older({ fulfilled: 1 }), [refundOf(1, 2)], [1, 0, 1]],
    [
      'that a failed refund was for are shipped',
      older({ fulfilled: 1 }),
      [refundOf(1, 2, 'failed')],
      [0, 0, 2],
    ],
    [
      'are not shipped when they are restocked, though the refund failed',
      older({ restocked: 1 }),
      [refundOf(1, 2, 'failed')],
      [1, 0, 2],
    ],
    [
      'are returned by a refund after an accepted return',
      older({ fulfilled: 2, restocked: 1, returned: [1, 2] }),
      [refundOf(1, 3)],
      [0, 1, 1],
    ],
    [
      'are canceled by a refund before a return was requested',
      older({ fulfilled: 2, returned: [1, 3] }),
      [refundOf(1, 2)],
      [1, 0, 0],
    ],
    [
      'are shipped and refunded',
      older({ fulfilled: 3, restocked: 1 }),
      [refundOf(1, 2)],
      [0, 1, 0],
    ],
    ['are canceled with the order', { ...older({}), status: 'cancelled' }, [], [3, 0, 0]],
  ];

  test.each(cases)('%s', (_, order, refunds, [canceled, returned, unsent]) => {
    const [line] = countLines(order, refunds);
    expect(line).toMatchObject({ canceledQuantity: canceled, returnedQuantity: returned });
    expect(line && unsentQuantity(line)).toBe(unsent);
    const settled = line && settledOf(line, order, refunds);
    const refunded = refunds.filter(({ status }) => status !== 'failed').length;
    expect(settled?.quantity).toBe(refunded);
    expect(settled?.canceled).toBe(Math.min(refunded, canceled));
  });
});

/** Removes the fields that earlier versions did not write. */
async function makeOlder(bought: PlacedOrder): Promise<void> {
  const { orderId } = bought;
  await fixture.server.withClient(async (client) => {
    const unset = { 'lines.$[].canceledQuantity': 1, 'lines.$[].returnedQuantity': 1 } as const;
    const db = client.db();
    await db.collection<{ _id: string }>('orders').updateOne({ _id: orderId }, { $unset: unset });
    const of = ['canceled', 'returned', 'restocked', 'value'].map(
      (name) => [`refunds.$[].lines.$[].${name}`, 1] as const,
    );
    await db
      .collection('payments')
      .updateOne(
        { orderId },
        { $unset: { ...Object.fromEntries(of), 'refunds.$[].split.shippingTax': 1 } },
      );
  });
  const { order, payment } = await fixture.stateOf(bought);
  expect(order.lines[0]).not.toHaveProperty('canceledQuantity');
  expect(payment.refunds[0]?.lines[0]).not.toHaveProperty('canceled');
}

describe('an order from before units were counted', () => {
  test('is shipped without its refunded units, and counts units from then on', async () => {
    const bought = await fixture.boughtLines();
    const what = { kind: 'lines', lines: fixture.unitsOf(bought, 1), restock: true } as const;
    await fixture.refund(bought, what);
    await makeOlder(bought);
    expect(await fixture.orderAdmin.get(bought)).toMatchObject({
      lines: [{ canceledQuantity: 1, returnedQuantity: 0 }],
    });
    await fixture.ship(bought, 1);
    const after = await fixture.refund(bought, { ...what, amount: 0 });
    expect(after).toMatchObject({
      status: 'fulfilled',
      lines: [{ fulfilledQuantity: 1, canceledQuantity: 2 }],
    });
    expect(await fixture.available(bought.sku)).toBe(9);
  });

  test('that was being refunded completely ends when the refund succeeds', async () => {
    for (const sent of [0, 1]) {
      const bought = await fixture.boughtLines([{ quantity: 2 }], {
        paymentMethod: 'pm_test_refund_pending',
      });
      if (sent > 0) await fixture.ship(bought, sent);
      const lines = fixture.unitsOf(bought, 2 - sent);
      await fixture.refund(bought, { kind: 'lines', lines, restock: false });
      await makeOlder(bought);
      await fixture.server.withClient((client) =>
        client
          .db()
          .collection<{ _id: string }>('orders')
          .updateOne(
            { _id: bought.orderId },
            {
              $set: { status: sent > 0 ? 'partially-fulfilled' : 'paid' },
              $unset: { isClosedByRefund: 1 },
            },
          ),
      );
      await fixture.server.withClient((client) =>
        client
          .db()
          .collection('events')
          .updateMany(
            { aggregateId: bought.orderId, type: 'order.cancelled' },
            { $set: { type: 'order.note-added' } },
          ),
      );
      const { payment } = await fixture.stateOf(bought);
      const [refund] = payment.refunds;
      await fixture.driver.settleRefund(
        payment.reference ?? '',
        refund?.reference ?? '',
        'succeeded',
      );
      await fixture.deliverWebhooks();
      const { order } = await fixture.stateOf(bought);
      expect(order.status).toBe(sent > 0 ? 'fulfilled' : 'cancelled');
      const parcel = fixture.orderAdmin.fulfil(fixture.callInput(bought), STAFF);
      await expect(parcel).rejects.toMatchObject({ reason: 'ORDER_STATE_INVALID' });
    }
  });
});
