import { createRelayWorker, defineConsumer } from '@trastienda/mongo';
import type { ShopEvent } from '@trastienda/shop-db';
import { expect, test } from 'vitest';
import { STAFF, useTestOrders } from '../testing/start-test-orders.ts';
import { createEventService } from './create-event-service.ts';

const shop = await useTestOrders();
const { database } = shop;

let isBroken = true;
const handled: string[] = [];
const consumer = defineConsumer<ShopEvent, 'order.placed' | 'order.paid'>({
  name: 'announcements',
  types: ['order.placed', 'order.paid'],
  from: 'beginning',
  async handle({ type, aggregateId }) {
    if (isBroken && type === 'order.placed') throw new Error('The printer is on fire.');
    handled.push(`${type} ${aggregateId}`);
  },
});
const worker = createRelayWorker({
  ...{ database, consumers: [consumer], clock: shop.clock },
  onFault: () => {},
});
const service = createEventService({ database, clock: shop.clock, relay: worker.relay });

test('Staff see what a consumer holds back, and let it try again or give an event up', async () => {
  const bought = [await shop.bought('paid'), await shop.bought('paid')];
  const [first = '', second = ''] = bought.map(({ orderId }) => orderId).sort();
  await worker.runOnce();
  const { items } = await service.consumers();
  expect(items).toMatchObject([
    { name: 'announcements', pending: 0, oldestAt: null, retrying: 2, parked: 0 },
  ]);
  const page = { consumer: 'announcements', limit: 1 };
  const { items: holds, nextCursor } = await service.holds(page);
  expect(holds).toMatchObject([
    { aggregate: 'order', aggregateId: first, sequence: 1, failures: 1 },
  ]);
  expect(holds[0]?.error).toBe('Error: The printer is on fire.');
  const next = await service.holds({ ...page, cursor: nextCursor ?? '' });
  expect(next.items.map(({ aggregateId }) => aggregateId)).toEqual([second]);

  const key = { consumer: 'announcements', aggregate: 'order' } as const;
  await service.skip({ ...key, aggregateId: first, sequence: 1 }, STAFF);
  await worker.runOnce();
  expect(handled).toEqual([`order.paid ${first}`]);

  isBroken = false;
  await service.resume({ ...key, aggregateId: second }, STAFF);
  await worker.runOnce();
  expect(handled.slice(1)).toEqual([`order.placed ${second}`, `order.paid ${second}`]);
  const audit = await database.audit.list({ limit: 9, action: 'event.released' });
  expect(audit.items.map(({ subjectId, details }) => [subjectId, details])).toEqual([
    [second, { consumer: 'announcements', aggregate: 'order', change: 'resumed' }],
    [first, { consumer: 'announcements', aggregate: 'order', change: 'skipped', sequence: 1 }],
  ]);
});

test('Resuming or skipping an event that is not held back fails, and audits nothing', async () => {
  const key = { consumer: 'announcements', aggregate: 'order', aggregateId: 'x' } as const;
  const refused = { reason: 'EVENT_NOT_HELD' };
  const before = await database.audit.list({ limit: 9 });
  await expect(service.resume(key, STAFF)).rejects.toMatchObject(refused);
  await expect(service.skip({ ...key, sequence: 1 }, STAFF)).rejects.toMatchObject(refused);
  expect(await database.audit.list({ limit: 9 })).toEqual(before);
});
