import { can } from '@trastienda/base';
import type { LogTail } from '@trastienda/mongo';
import {
  type Actor,
  BUYER_EVENTS,
  type Buyer,
  buyerKeyOf,
  EVENT_TYPES,
  EVENTS,
  type EventNews,
  type OrderNews,
  ordersTag,
  type StockNews,
  type WatchEventsInput,
  type WatchStockInput,
} from '@trastienda/shop-contract';
import type { Database, ShopEvent } from '@trastienda/shop-db';
import { toDomainEventView } from '../base/domain-event-view.ts';
import { isStockInStock } from '../stock/stock-levels.ts';
import { followLog, type Placed, type StreamOptions } from './follow-log.ts';

/** Streams of committed events, in the order of the log. */
export interface EventStreams {
  /** @throws {ShopError} STREAM_GAP when it cannot continue after the last id. */
  watchOrders(buyer: Buyer, options: StreamOptions): AsyncIterable<Placed<OrderNews>>;
  /**
   * Streams the events whose permissions the caller has.
   * @throws {ShopError} STREAM_GAP when it cannot continue after the last id.
   */
  watchEvents(
    actor: Actor,
    input: WatchEventsInput,
    options: StreamOptions,
  ): AsyncIterable<Placed<EventNews>>;
  /** @throws {ShopError} STREAM_GAP when it cannot continue after the last id. */
  watchStock(input: WatchStockInput, options: StreamOptions): AsyncIterable<Placed<StockNews>>;
}

export interface EventStreamsDeps {
  readonly database: Pick<Database, 'orders' | 'stock'>;
  readonly tail: LogTail<ShopEvent>;
}

/** Creates the streams of a process. */
export function createEventStreams({ database, tail }: EventStreamsDeps): EventStreams {
  return {
    watchOrders(buyer, options) {
      const buyerKey = buyerKeyOf(buyer);
      const tag = ordersTag(buyer);
      return followLog<OrderNews>(tail, {
        ...options,
        checkpoint: { event: null },
        isWanted: ({ type, tags }) => BUYER_EVENTS.includes(type) && tags.includes(tag),
        async toValue({ aggregateId, type, at }) {
          // An order that another buyer has claimed meanwhile is theirs.
          const order = await database.orders.findOwn(aggregateId, buyerKey);
          if (order === null) return null;
          const { id: orderId, number } = order;
          return { event: { orderId, number, type, at: at.toISOString() } };
        },
      });
    },

    watchEvents(actor, { types, aggregate }, options) {
      const wanted = new Set<string>(types ?? EVENT_TYPES);
      const seen = new Set<string>(
        EVENT_TYPES.filter((type) => wanted.has(type) && can(actor, EVENTS[type].permission)),
      );
      return followLog<EventNews>(tail, {
        ...options,
        checkpoint: { event: null },
        isWanted: (event) =>
          seen.has(event.type) && (aggregate === undefined || event.aggregate === aggregate),
        toValue: ({ position: _, tags: __, ...event }) => ({ event: toDomainEventView(event) }),
      });
    },

    watchStock({ skus }, options) {
      const watched = new Set<string>(skus);
      const known = new Map<string, boolean>();
      const newsOf = (sku: string, isAvailable: boolean): StockNews | null => {
        if (known.get(sku) === isAvailable) return null;
        known.set(sku, isAvailable);
        return { stock: { sku, isAvailable } };
      };
      return followLog<StockNews>(tail, {
        ...options,
        checkpoint: { stock: null },
        async first() {
          const found = await database.stock.find(skus);
          return found.flatMap((stock) => newsOf(stock.sku, isStockInStock(stock)) ?? []);
        },
        isWanted: ({ aggregate, aggregateId }) => aggregate === 'stock' && watched.has(aggregateId),
        async toValue({ aggregateId }) {
          // Whether a sold-out SKU may still be bought depends on its policy.
          const [stock] = await database.stock.find([aggregateId]);
          return stock === undefined ? null : newsOf(aggregateId, isStockInStock(stock));
        },
      });
    },
  };
}
