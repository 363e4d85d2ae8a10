import { isBaseError } from '@trastienda/base';
import {
  type CallOrigin,
  EVENTS,
  EventAggregate,
  ListEventsInput,
} from '@trastienda/shop-contract';
import { expect, test } from 'vitest';
import { STAFF, useTestOrders } from '../testing/start-test-orders.ts';

const shop = await useTestOrders();

/** A system that may read orders and nothing else. */
const READER: Pick<CallOrigin, 'actor'> = {
  actor: { kind: 'machine', name: 'orders', permissions: ['orders:read'] },
};

test('Staff list the events of an order, oldest first, with data of their types', async () => {
  const bought = await shop.bought('fulfilled');
  const input = ListEventsInput.parse({ aggregate: 'order', aggregateId: bought.orderId });
  const { items } = await shop.orderAdmin.events(input, STAFF);
  expect(items.map(({ type, sequence }) => [type, sequence])).toEqual([
    ['order.placed', 1],
    ['order.paid', 2],
    ['order.fulfilled', 3],
  ]);
  for (const { type, data } of items) expect(EVENTS[type].data.parse(data)).toEqual(data);
  const [placed, paid, fulfilled] = items;
  expect(placed?.data).toMatchObject({ total: 2000, subtotal: 2000, quantity: 2, country: 'ES' });
  expect(paid?.data).toMatchObject({ amount: 2000, paymentId: placed?.data.paymentId });
  expect(fulfilled?.data).toMatchObject({ quantity: 2, status: 'fulfilled' });
});

test('The events of a thing are shown to those alone who may read it', async () => {
  for (const aggregate of EventAggregate.options) {
    const input = ListEventsInput.parse({ aggregate, aggregateId: 'x' });
    const isOrder = ['order', 'payment', 'checkout'].includes(aggregate);
    const listed = await shop.orderAdmin
      .events(input, READER)
      .then(({ items }) => items.length)
      .catch((error: unknown) => (isBaseError(error, 'PERMISSION_MISSING') ? 'missing' : error));
    expect([aggregate, listed]).toEqual([aggregate, isOrder ? 0 : 'missing']);
  }
});
