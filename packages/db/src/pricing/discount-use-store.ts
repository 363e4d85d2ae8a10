import {
  type CollectionContext,
  defineCollection,
  maxReadMs,
  retryDuplicate,
} from '@trastienda/mongo';
import {
  type DiscountBuyerDocument,
  type DiscountUseDocument,
  discountBuyerSchema,
  discountUseSchema,
} from './discount-use-schema.ts';

/** One checkout's use of one discount. */
export interface DiscountUseState extends Omit<DiscountUseDocument, '_id'> {
  readonly discountId: string;
  readonly checkoutId: string;
}

/** Uses of discounts with limits. All writes require a transaction. */
export interface DiscountUseStore {
  /** Returns the discounts that the checkout already uses. */
  findUsed(discountIds: readonly string[], checkoutId: string): Promise<ReadonlySet<string>>;
  /** Returns the number of the buyer's uses by discount; unused discounts are omitted. */
  countsOf(discountIds: readonly string[], buyerKey: string): Promise<ReadonlyMap<string, number>>;
  insert(use: DiscountUseState): Promise<void>;
  /** Removes and returns the checkout's use of the discount; null when there is none. */
  take(discountId: string, checkoutId: string): Promise<DiscountUseState | null>;
  /** Increments the buyer's counter unless it has reached `limit`; returns whether it did. */
  countForBuyer(discountId: string, buyerKey: string, limit: number): Promise<boolean>;
  /** Decrements the buyer's counter. */
  uncountForBuyer(discountId: string, buyerKey: string): Promise<void>;
}

const idOf = (discountId: string, other: string) => `${discountId}:${other}`;
const discountOf = (id: string) => id.slice(0, id.indexOf(':'));

function createDiscountUseStore({
  model: uses,
  models: { buyers },
}: CollectionContext<DiscountUseDocument, { buyers: DiscountBuyerDocument }>): DiscountUseStore {
  return {
    async findUsed(discountIds, checkoutId) {
      const documents = await uses
        .find({ _id: { $in: discountIds.map((id) => idOf(id, checkoutId)) } }, { _id: 1 })
        .maxTimeMS(maxReadMs())
        .lean<Pick<DiscountUseDocument, '_id'>[]>();
      return new Set(documents.map(({ _id }) => discountOf(_id)));
    },

    async countsOf(discountIds, buyerKey) {
      const documents = await buyers
        .find({ _id: { $in: discountIds.map((id) => idOf(id, buyerKey)) } })
        .maxTimeMS(maxReadMs())
        .lean<DiscountBuyerDocument[]>();
      return new Map(documents.map(({ _id, used }) => [discountOf(_id), used]));
    },

    async insert({ discountId, checkoutId, ...use }) {
      await uses.create({ _id: idOf(discountId, checkoutId), ...use }).catch((error: unknown) => {
        throw retryDuplicate(error);
      });
    },

    async take(discountId, checkoutId) {
      const document = await uses
        .findOneAndDelete({ _id: idOf(discountId, checkoutId) })
        .lean<DiscountUseDocument>();
      if (document === null) return null;
      const { _id, ...use } = document;
      return { discountId, checkoutId, ...use };
    },

    async countForBuyer(discountId, buyerKey, limit) {
      const _id = idOf(discountId, buyerKey);
      const counted = await buyers.updateOne({ _id, used: { $lt: limit } }, { $inc: { used: 1 } });
      if (counted.matchedCount === 1) return true;
      if ((await buyers.exists({ _id })) !== null) return false;
      // Two simultaneous first uses: one creates the counter, the other transaction retries and
      // finds it.
      await buyers.create({ _id, used: 1 }).catch((error: unknown) => {
        throw retryDuplicate(error);
      });
      return true;
    },

    async uncountForBuyer(discountId, buyerKey) {
      await buyers.updateOne({ _id: idOf(discountId, buyerKey) }, { $inc: { used: -1 } });
    },
  };
}

const discountBuyers = defineCollection({ name: 'discount_buyers', schema: discountBuyerSchema });

/** Uses of limited discounts, by checkout and by buyer. */
export const discountUses = defineCollection({
  name: 'discount_uses',
  schema: discountUseSchema,
  models: { buyers: discountBuyers },
  store: createDiscountUseStore,
});
