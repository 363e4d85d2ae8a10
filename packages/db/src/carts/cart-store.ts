import {
  type CollectionContext,
  defineCollection,
  insertPlain,
  isDuplicateKey,
  newId,
} from '@trastienda/mongo';
import { buyerKeyOf } from '@trastienda/shop-contract';
import { checkouts } from '../checkouts/checkout-store.ts';
import { idempotency } from '../idempotency/idempotency.ts';
import type { CartDocument } from './cart-document.ts';
import { cartIndexes, cartSchema } from './cart-schema.ts';

/** `CartDocument` with `_id` exposed as `id`. */
export type CartState = Omit<CartDocument, '_id' | 'buyerKey'> & { readonly id: string };

export interface CartStore {
  newId(): string;
  findByBuyer(buyerKey: string): Promise<CartState | null>;
  /**
   * As `findByBuyer`, with whether a start of its checkout is the first: the cart has no open
   * checkout, and nothing is stored for the call. Not for use inside a transaction.
   */
  findForStart(
    buyerKey: string,
    callId: string,
  ): Promise<{ readonly cart: CartState; readonly isFirst: boolean } | null>;
  /**
   * Inserts a cart. Returns false when the buyer already has one; a surrounding transaction has
   * then been aborted by the server and must not continue.
   */
  insert(cart: CartState): Promise<boolean>;
  /** Replaces the previous revision of a cart; false when it has changed since. */
  replace(cart: CartState): Promise<boolean>;
  /** Returns true when there was one. */
  remove(id: string): Promise<boolean>;
  /** Removes and returns the cart if it is this buyer's; null when there is none. */
  take(id: string, buyerKey: string): Promise<CartState | null>;
  /** Removes the buyer's cart at any revision; returns true when there was one. */
  removeByBuyer(buyerKey: string): Promise<boolean>;
}

function toState({ _id, buyerKey: _, ...cart }: CartDocument): CartState {
  return { id: _id, ...cart };
}

function toDocument({ id, ...cart }: CartState): CartDocument {
  return { _id: id, ...cart, buyerKey: buyerKeyOf(cart.buyer) };
}

/** A cart with the ids of its open checkout, and of the call if it is known. */
type StartedDocument = CartDocument & {
  readonly openCheckouts: readonly unknown[];
  readonly calls: readonly unknown[];
};

function createCartStore({ model }: CollectionContext<CartDocument>): CartStore {
  return {
    newId: () => newId(),

    async findByBuyer(buyerKey) {
      const document = await model.findOne({ buyerKey }).lean<CartDocument>();
      return document && toState(document);
    },

    async findForStart(buyerKey, callId) {
      const onlyId = { $project: { _id: 1 } };
      const [found] = await model.aggregate<StartedDocument>([
        { $match: { buyerKey } },
        {
          $lookup: {
            from: checkouts.name,
            localField: '_id',
            foreignField: 'cartId',
            pipeline: [{ $match: { status: 'open' } }, { $limit: 1 }, onlyId],
            as: 'openCheckouts',
          },
        },
        {
          $lookup: {
            from: idempotency.name,
            pipeline: [{ $match: { _id: callId } }, onlyId],
            as: 'calls',
          },
        },
      ]);
      if (found === undefined) return null;
      const { openCheckouts, calls, ...document } = found;
      const isFirst = openCheckouts.length === 0 && calls.length === 0;
      return { cart: toState(document), isFirst };
    },

    async insert(cart) {
      try {
        await insertPlain(model, [toDocument(cart)]);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    async replace(cart) {
      const { _id, ...document } = toDocument(cart);
      const { buyerKey, revision } = document;
      const result = await model.replaceOne({ _id, buyerKey, revision: revision - 1 }, document);
      return result.matchedCount === 1;
    },

    async remove(id) {
      const result = await model.deleteOne({ _id: id });
      return result.deletedCount === 1;
    },

    async take(id, buyerKey) {
      const document = await model.findOneAndDelete({ _id: id, buyerKey }).lean<CartDocument>();
      return document && toState(document);
    },

    async removeByBuyer(buyerKey) {
      const result = await model.deleteOne({ buyerKey });
      return result.deletedCount === 1;
    },
  };
}

/** One cart per buyer. */
export const carts = defineCollection({
  name: 'carts',
  schema: cartSchema,
  indexes: cartIndexes,
  store: createCartStore,
});
