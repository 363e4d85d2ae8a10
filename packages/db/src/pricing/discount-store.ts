import {
  type CollectionContext,
  defineCollection,
  isDuplicateKey,
  mapPage,
  maxReadMs,
  newId,
  type Page,
  readNewest,
} from '@trastienda/mongo';
import { type ListDiscountsInput, ShopError } from '@trastienda/shop-contract';
import type { DiscountDocument, DiscountState } from './discount-document.ts';
import { discountIndexes, discountSchema } from './discount-schema.ts';

export interface DiscountStore {
  newId(): string;
  /** @throws {ShopError} DISCOUNT_CODE_TAKEN when another discount has the code. */
  insert(discount: DiscountState): Promise<void>;
  find(id: string): Promise<DiscountState | null>;
  findMany(ids: readonly string[]): Promise<DiscountState[]>;
  countActiveAutomatic(): Promise<number>;
  /**
   * Lists discounts, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: ListDiscountsInput): Promise<Page<DiscountState>>;
  /** Writes all fields but the code and `used`, which concurrent uses increment. */
  update(discount: DiscountState): Promise<void>;
  /** Increments `used` unless it has reached `limit`; returns whether it did. */
  countUse(id: string, limit: number): Promise<boolean>;
  /** Decrements `used`; returns the discount after it, or null when it no longer exists. */
  uncountUse(id: string): Promise<DiscountState | null>;
}

export const toDiscountState = ({ _id, ...discount }: DiscountDocument): DiscountState => ({
  id: _id,
  ...discount,
});

const toDocument = ({ id, ...discount }: DiscountState): DiscountDocument => ({
  _id: id,
  ...discount,
});

function createDiscountStore({ model }: CollectionContext<DiscountDocument>): DiscountStore {
  return {
    newId: () => newId(),

    async insert(discount) {
      await model.create(toDocument(discount)).catch((error: unknown) => {
        const { code } = discount;
        if (!isDuplicateKey(error) || code === null) throw error;
        throw new ShopError('DISCOUNT_CODE_TAKEN', { details: { code }, cause: error });
      });
    },

    async find(id) {
      const document = await model.findById(id).maxTimeMS(maxReadMs()).lean<DiscountDocument>();
      return document && toDiscountState(document);
    },

    async findMany(ids) {
      const documents = await model
        .find({ _id: { $in: ids } })
        .maxTimeMS(maxReadMs())
        .lean<DiscountDocument[]>();
      return documents.map(toDiscountState);
    },

    async countActiveAutomatic() {
      return model.countDocuments({ isActive: true, code: null }).maxTimeMS(maxReadMs());
    },

    async list({ limit, cursor }) {
      const page = await readNewest(model, { list: 'discounts', match: {}, limit, cursor });
      return mapPage(page, toDiscountState);
    },

    async update(discount) {
      const { _id, code: _code, used: _used, ...fields } = toDocument(discount);
      await model.updateOne({ _id }, { $set: fields });
    },

    async countUse(id, limit) {
      const result = await model.updateOne(
        { _id: id, used: { $lt: limit } },
        { $inc: { used: 1 } },
      );
      return result.matchedCount === 1;
    },

    async uncountUse(id) {
      const document = await model
        .findOneAndUpdate({ _id: id }, { $inc: { used: -1 } }, { returnDocument: 'after' })
        .lean<DiscountDocument>();
      return document && toDiscountState(document);
    },
  };
}

/** Discounts. */
export const discounts = defineCollection({
  name: 'discounts',
  schema: discountSchema,
  indexes: discountIndexes,
  store: createDiscountStore,
});
