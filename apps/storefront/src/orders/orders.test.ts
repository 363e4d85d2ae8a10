import type { Order } from '@trastienda/shop-client';
import { describe, expect, test } from 'vitest';
import { eur } from '../checkout/testing/checkouts.ts';
import { returnableLines } from './returnable.ts';
import { orderOf } from './testing/orders.ts';
import { statusName, stepsDone, stepsOf, timelineOf } from './timeline.ts';

type Return = Order['returns'][number];

function returnOf(status: Return['status'], quantity: number): Return {
  const lines = [{ sku: 'MUG', quantity }];
  const requestedAt = '2026-01-03T10:00:00.000Z';
  return { id: `return-${status}`, lines, reason: 'Broken', status, answer: null, requestedAt };
}

function sentOrder(quantity: number, changes: Partial<Order> = {}): Order {
  const order = orderOf({ status: 'fulfilled', ...changes });
  return { ...order, lines: order.lines.map((line) => ({ ...line, fulfilledQuantity: quantity })) };
}

describe('The units that can be returned', () => {
  test('are those that were sent', () => {
    expect(returnableLines(orderOf())).toEqual([]);
    expect(returnableLines(sentOrder(2))).toMatchObject([{ sku: 'MUG', left: 2 }]);
  });

  test('are without those of an open or accepted return, but with those of a declined one', () => {
    const order = sentOrder(2, { returns: [returnOf('requested', 1), returnOf('declined', 1)] });
    expect(returnableLines(order)).toMatchObject([{ left: 1 }]);
    expect(returnableLines(sentOrder(2, { returns: [returnOf('accepted', 2)] }))).toEqual([]);
  });

  test('count a unit of an accepted return once, also after it has arrived', () => {
    const order = sentOrder(2, { returns: [returnOf('accepted', 1)] });
    const lines = order.lines.map((line) => ({ ...line, returnedQuantity: 1 }));
    expect(returnableLines({ ...order, lines })).toMatchObject([{ left: 1 }]);
  });
});

describe('The timeline of an order', () => {
  test('has what happened, newest first, and numbers the parcels', () => {
    const lines = [{ sku: 'MUG', quantity: 1 }];
    const parcel = { id: 'parcel', lines, tracking: null, at: '2026-01-02T10:00:00.000Z' };
    const refund = {
      ...{ id: 'refund', amount: eur(500), status: 'succeeded' as const, reason: null, lines: [] },
      ...{ shipping: null, createdAt: '2026-01-04T10:00:00.000Z' },
    };
    const nothing = { ...refund, id: 'nothing', amount: eur(0) };
    const order = orderOf({
      ...{ fulfilments: [parcel], returns: [returnOf('requested', 1)], refunds: [refund, nothing] },
    });
    const timeline = timelineOf(order);
    expect(timeline.map(({ kind }) => kind)).toEqual(['refunded', 'returned', 'sent', 'placed']);
    expect(timeline[2]).toMatchObject({ number: 1 });
  });

  test('has deliveries of what is not shipped, which are no numbered parcels', () => {
    const { lines } = orderOf();
    const course = lines.map((line) => ({ ...line, sku: 'COURSE', requiresShipping: false }));
    const parcelOf = (sku: string, at: string) => {
      return { id: sku, lines: [{ sku, quantity: 1 }], tracking: null, at };
    };
    const timeline = timelineOf(
      orderOf({
        lines: [...lines, ...course],
        fulfilments: [
          parcelOf('COURSE', '2026-01-02T10:00:00.000Z'),
          parcelOf('MUG', '2026-01-03T10:00:00.000Z'),
        ],
      }),
    );
    expect(timeline).toMatchObject([
      { kind: 'sent', number: 1 },
      { kind: 'delivered' },
      { kind: 'placed' },
    ]);
  });

  test('ends with its shipment, or with the delivery of what is not shipped', () => {
    expect(stepsOf({ isShipped: true })).toEqual(['placed', 'paid', 'sent']);
    expect(stepsOf({ isShipped: false })).toEqual(['placed', 'paid', 'delivered']);
    expect(statusName({ status: 'fulfilled', isShipped: true })).toBe('fulfilled');
    expect(statusName({ status: 'fulfilled', isShipped: false })).toBe('delivered');
    expect(statusName({ status: 'paid', isShipped: false })).toBe('paid');
  });

  test('has as many steps done as the order is on its way', () => {
    const done = (status: Order['status']) => stepsDone(orderOf({ status }));
    expect(done('pending')).toBe(1);
    expect(done('partially-fulfilled')).toBe(2);
    expect(done('fulfilled')).toBe(3);
    expect(done('cancelled')).toBeNull();
  });
});
