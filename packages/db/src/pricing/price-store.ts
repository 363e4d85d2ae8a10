import {
  type CollectionContext,
  createLoader,
  decodeCursor,
  defineCollection,
  encodeCursor,
  maxReadMs,
  type Page,
  retryDuplicate,
} from '@trastienda/mongo';
import type { ListPricesInput, SetPricesInput } from '@trastienda/shop-contract';
import type { PriceDocument, PriceState } from './price-document.ts';
import { priceSchema } from './price-schema.ts';

/** Price lists of currencies other than the shop's. */
export interface PriceStore {
  /** Returns the listed prices of the SKUs in the currency, in minor units. */
  find(currency: string, skus: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Returns whether the currency's list has any price. */
  has(currency: string): Promise<boolean>;
  /** Returns the currencies that have a price, sorted; reads one document for each. */
  currencies(): Promise<string[]>;
  /**
   * Lists prices by SKU.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: ListPricesInput): Promise<Page<PriceState>>;
  /** Requires a transaction. */
  set(input: SetPricesInput, at: Date): Promise<void>;
}

const idOf = (currency: string, sku: string) => `${currency}\n${sku}`;
const skuOf = (currency: string, id: string) => id.slice(currency.length + 1);
/** Range of all ids of a currency: a vertical tab follows a line feed. */
const idsOf = (currency: string) => ({ $gt: `${currency}\n`, $lt: `${currency}\v` });

function createPriceStore({ connection, model }: CollectionContext<PriceDocument>): PriceStore {
  const byId = createLoader({
    connection,
    async read(ids) {
      const documents = await model
        .find({ _id: { $in: ids } })
        .maxTimeMS(maxReadMs())
        .lean<PriceDocument[]>();
      return new Map(documents.map((document) => [document._id, document]));
    },
  });

  return {
    async find(currency, skus) {
      const documents = await byId.loadMany(skus.map((sku) => idOf(currency, sku)));
      return new Map(documents.map(({ _id, amount }) => [skuOf(currency, _id), amount]));
    },

    async has(currency) {
      return (await model.exists({ _id: idsOf(currency) }).maxTimeMS(maxReadMs())) !== null;
    },

    async currencies() {
      const found: string[] = [];
      let after = '';
      for (;;) {
        const next = await model
          .findOne({ _id: { $gt: after } }, { _id: 1 })
          .sort({ _id: 1 })
          .maxTimeMS(maxReadMs())
          .lean<Pick<PriceDocument, '_id'>>();
        const [currency] = next?._id.split('\n') ?? [];
        if (currency === undefined) return found;
        found.push(currency);
        after = idsOf(currency).$lt;
      }
    },

    async list({ currency, limit, cursor }) {
      const list = `prices:${currency}`;
      const { $gt, $lt } = idsOf(currency);
      const after = cursor === undefined ? $gt : idOf(currency, decodeCursor(list, cursor));
      const found = await model
        .find({ _id: { $gt: after, $lt } })
        .sort({ _id: 1 })
        .limit(limit + 1)
        .maxTimeMS(maxReadMs())
        .lean<PriceDocument[]>();
      const items = found.slice(0, limit).map(({ _id, amount, updatedAt }) => ({
        sku: skuOf(currency, _id),
        currency,
        amount,
        updatedAt,
      }));
      const last = found.length > limit ? items.at(-1) : undefined;
      return { items, nextCursor: last ? encodeCursor(list, last.sku) : null };
    },

    async set({ currency, prices }, updatedAt) {
      const operations = prices.map(({ sku, amount }) => {
        const filter = { _id: idOf(currency, sku) };
        if (amount === null) return { deleteOne: { filter } };
        return { updateOne: { filter, update: { $set: { amount, updatedAt } }, upsert: true } };
      });
      await model.bulkWrite(operations).catch((error: unknown) => {
        throw retryDuplicate(error);
      });
    },
  };
}

/** Prices in currencies other than the catalog's. */
export const prices = defineCollection({
  name: 'prices',
  schema: priceSchema,
  store: createPriceStore,
});
