import { Id, Timestamp } from '@trastienda/base';
import { z } from 'zod';
import { Sku } from '../primitives/codes.ts';
import { DomainEventView } from './domain-event.ts';
import { EVENT_TYPES, EVENTS, EventAggregate, EventType } from './event-table.ts';

// Values of streams have the position of an event as their id. Those without an event have the
// position alone: at the beginning, and after many events that the stream does not show, so that a
// client which connects again has little to catch up with.

/** Events of orders that their buyer does not see. */
const OF_STAFF: readonly EventType[] = ['order.note-added'];

/** Events that the buyer of an order sees. */
export const BUYER_EVENTS: readonly EventType[] = EVENT_TYPES.filter(
  (type) => EVENTS[type].aggregate === 'order' && !OF_STAFF.includes(type),
);

/** Something that has happened to an order, as its buyer sees it. */
export const OrderEventView = z.object({
  orderId: Id,
  /** Number for use between people. */
  number: z.string(),
  type: EventType,
  at: Timestamp,
});
export type OrderEventView = z.infer<typeof OrderEventView>;

/** Where a stream begins. Clients send the id themselves when they connect again. */
const Resumed = z.object({
  /** Id of the last value that the caller has; without it, the stream begins at present. */
  lastEventId: z.string().max(64).optional(),
});

export const WatchOrdersInput = Resumed;
export type WatchOrdersInput = z.infer<typeof WatchOrdersInput>;

export const OrderNews = z.object({ event: OrderEventView.nullable() });
export type OrderNews = z.infer<typeof OrderNews>;

/** Filters of a stream of events; all that the caller may see by default. */
export const WatchEventsInput = Resumed.extend({
  types: z.array(EventType).min(1).max(100).optional(),
  aggregate: EventAggregate.optional(),
});
export type WatchEventsInput = z.infer<typeof WatchEventsInput>;

export const EventNews = z.object({ event: DomainEventView.nullable() });
export type EventNews = z.infer<typeof EventNews>;

export const WatchStockInput = Resumed.extend({ skus: z.array(Sku).min(1).max(200) });
export type WatchStockInput = z.infer<typeof WatchStockInput>;

/** Whether a SKU can be bought: at first of each one with known stock, then whenever it changes. */
export const StockNews = z.object({
  stock: z.object({ sku: z.string(), isAvailable: z.boolean() }).nullable(),
});
export type StockNews = z.infer<typeof StockNews>;
