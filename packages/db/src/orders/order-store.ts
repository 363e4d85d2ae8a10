import {
  type CollectionContext,
  defineCollection,
  earliestIdOf,
  insertPlain,
  mapPage,
  mergeNewest,
  newId,
  type Page,
  readNewest,
  retryDuplicate,
} from '@trastienda/mongo';
import { buyerKeyOf, type SearchOrdersInput } from '@trastienda/shop-contract';
import type { QueryFilter } from 'mongoose';
import type { NewOrder, OrderChange, OrderDocument, OrderState } from './order-document.ts';
import { orderKeyOfEmail, orderKeysOf } from './order-keys.ts';
import { orderIndexes, orderSchema } from './order-schema.ts';
import { orderSearchMatches } from './order-search.ts';

export interface OrderStore {
  /** Returns an id for an order placed at this time: orders are listed by id. */
  newId(placedAt: Date): string;
  /**
   * Inserts an order; the caller appends its `order.placed` as event 1. Requires a transaction,
   * which is retried when another order has this number or checkout.
   */
  insert(order: NewOrder): Promise<OrderState>;
  find(id: string): Promise<OrderState | null>;
  findOwn(id: string, buyerKey: string): Promise<OrderState | null>;
  findByCheckout(checkoutId: string): Promise<OrderState | null>;
  /**
   * Writes a change, with the number of events (at least one) that the caller appends for it in the
   * same transaction. Returns null when the order has changed since it was read.
   */
  update(
    before: OrderState,
    change: OrderChange,
    events: number,
    at: Date,
  ): Promise<OrderState | null>;
  /**
   * Lists a buyer's orders, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  listOwn(
    buyerKey: string,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<Page<OrderState>>;
  /**
   * Lists at most `limit` orders of guests with an email address, oldest first, placed since `from`
   * and before `until`.
   */
  listByGuestEmail(
    email: string,
    placed: { readonly from: Date; readonly until: Date },
    limit: number,
  ): Promise<OrderState[]>;
  /**
   * Searches orders, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  search(input: SearchOrdersInput): Promise<Page<OrderState>>;
}

function toState({ _id, buyerKey: _, keys: __, ...order }: OrderDocument): OrderState {
  return { id: _id, ...order };
}

function createOrderStore({ model }: CollectionContext<OrderDocument>): OrderStore {
  const findOne = async (filter: QueryFilter<OrderDocument>): Promise<OrderState | null> => {
    const document = await model.findOne(filter).lean<OrderDocument>();
    return document && toState(document);
  };

  return {
    newId,

    async insert({ id, ...order }) {
      const buyerKey = buyerKeyOf(order.buyer);
      const keys = orderKeysOf(order);
      try {
        await insertPlain(model, [{ _id: id, ...order, buyerKey, keys, eventSequence: 1 }]);
      } catch (error) {
        throw retryDuplicate(error);
      }
      return { id, ...order, eventSequence: 1 };
    },

    find: (id) => findOne({ _id: id }),
    findOwn: (id, buyerKey) => findOne({ _id: id, buyerKey }),
    findByCheckout: (checkoutId) => findOne({ checkoutId }),

    async update(before, change, events, at) {
      const after = { ...before, ...change };
      const areKeysStale = 'status' in change || 'shippingAddress' in change;
      const document = await model
        .findOneAndUpdate(
          { _id: before.id, eventSequence: before.eventSequence },
          {
            $set: {
              ...change,
              ...(areKeysStale && { keys: orderKeysOf(after) }),
              ...(change.buyer && { buyerKey: buyerKeyOf(change.buyer) }),
              updatedAt: at,
            },
            $inc: { eventSequence: events },
          },
          { returnDocument: 'after' },
        )
        .lean<OrderDocument>();
      return document && toState(document);
    },

    async listOwn(buyerKey, { limit, cursor }) {
      const page = await readNewest(model, {
        list: 'orders',
        match: { buyerKey },
        limit,
        cursor,
      });
      return mapPage(page, toState);
    },

    async listByGuestEmail(email, { from, until }, limit) {
      const documents = await model
        .find({
          keys: orderKeyOfEmail(email),
          _id: { $gte: earliestIdOf(from), $lt: earliestIdOf(until) },
          'buyer.kind': 'guest',
        })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<OrderDocument[]>();
      return documents.map(toState);
    },

    async search({ limit, cursor, ...filter }) {
      const list = 'admin.orders.search';
      const pages = await Promise.all(
        orderSearchMatches(filter).map((match) =>
          readNewest(model, { list, match, limit, cursor }),
        ),
      );
      return mapPage(mergeNewest(list, pages, limit), toState);
    },
  };
}

/** Orders. */
export const orders = defineCollection({
  name: 'orders',
  schema: orderSchema,
  indexes: orderIndexes,
  store: createOrderStore,
});
