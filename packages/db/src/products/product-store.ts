import type { Money } from '@trastienda/base';
import {
  type CollectionContext,
  createLoader,
  decodeCursor,
  defineCollection,
  encodeCursor,
  isDuplicateKey,
  maxReadMs,
  type Page,
} from '@trastienda/mongo';
import {
  isVariantInStock,
  type ListProductsInput,
  type ProductFilter,
  type ProductStatus,
  ShopError,
} from '@trastienda/shop-contract';
import { Types } from 'mongoose';
import { matchOf, pageOf, SORT_PLANS, type StoredSort } from './list-query.ts';
import { ALL_KEY } from './listing.ts';
import {
  SUMMARY_PROJECTION,
  type SummaryDocument,
  toDocument,
  toState,
  toSummary,
} from './map-product.ts';
import type {
  ProductDocument,
  ProductState,
  ProductSummaryState,
  StoredProduct,
} from './product-document.ts';
import { productIndexes, productSchema } from './product-schema.ts';
import { createSearchReads, type SearchReads } from './search-reads.ts';

/** A product to write. Each write has one event, which the caller appends. */
export interface ProductWrite {
  readonly product: ProductState;
  /**
   * The previous revision as it was read; null for a new product. Its in-stock flag and its last
   * event are part of the guard: stock changes both without a new revision.
   */
  readonly before: Pick<StoredProduct, 'isInStock' | 'eventSequence'> | null;
}

export interface ProductStore extends SearchReads {
  /** Returns a new id. */
  newId(): string;
  find(id: string): Promise<StoredProduct | null>;
  findActive(slug: string): Promise<StoredProduct | null>;
  /** Finds products of any status by slug. */
  findBySlugs(slugs: readonly string[]): Promise<StoredProduct[]>;
  /** Finds products of any status by the handles that they were imported with. */
  findBySourceHandles(handles: readonly string[]): Promise<StoredProduct[]>;
  /** Maps SKUs to the ids of their products; unknown SKUs are omitted. */
  findSkuOwners(skus: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Maps SKUs to the import handles of their products; unknown SKUs are omitted. */
  findSkuHandles(skus: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Maps ids of products to their titles; unknown ids are omitted. */
  findTitles(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Maps SKUs to the prices of their variants, of products of any status. */
  findPrices(skus: readonly string[]): Promise<ReadonlyMap<string, Money>>;
  /** Returns ids of products that show an uploaded image, at most `limit`. */
  findIdsByMedia(mediaId: string, limit: number): Promise<string[]>;
  /**
   * Returns one page in the requested order; ranks nothing, so `relevance` is title order.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(status: ProductStatus, input: ListProductsInput): Promise<Page<ProductSummaryState>>;
  /** Returns at most `limit` matching products in no particular order. */
  sample(
    status: ProductStatus,
    filter: ProductFilter,
    limit: number,
  ): Promise<ProductSummaryState[]>;
  /** Returns the lowest and the highest "from" price of a status; null without products. */
  priceBounds(status: ProductStatus): Promise<{ min: Money; max: Money } | null>;
  /**
   * Writes products and returns them as stored; inside a transaction all or none. An existing
   * product must still be at the previous revision, with the same in-stock flag.
   * @throws {ShopError} PRODUCT_REVISION_STALE, PRODUCT_SLUG_TAKEN or VARIANT_SKU_TAKEN.
   */
  write(writes: readonly ProductWrite[]): Promise<StoredProduct[]>;
  /**
   * Stores the inventory of a product's variants, from which its in-stock flags follow. Counts an
   * event where the flag of the product or of a variant changes. This does not change the product:
   * its revision stays, and must be the one that was read.
   * @throws {ShopError} PRODUCT_REVISION_STALE.
   */
  refreshListing(before: StoredProduct, variants: ProductState['variants']): Promise<StoredProduct>;
}

type SkuOwner = Pick<ProductDocument, '_id' | 'slug' | 'sourceHandle'> & {
  variants: { sku: string }[];
};

/** Extracts the duplicate value from the server's message; null when it is missing. */
function duplicateValue(message: string): string | null {
  const [, quoted] = /dup key: \{ [^:]+: ("(?:[^"\\]|\\.)*") \}/.exec(message) ?? [];
  try {
    return quoted === undefined ? null : String(JSON.parse(quoted));
  } catch {
    return null;
  }
}

/** Converts a duplicate-key error to the reason of its unique index; rethrows anything else. */
function readDuplicate(error: unknown): unknown {
  if (!isDuplicateKey(error)) return error;
  // The message names the index in every MongoDB version; bulk errors have no `keyPattern`.
  const value = duplicateValue(error.message);
  if (!error.message.includes('variants.sku')) {
    return new ShopError('PRODUCT_SLUG_TAKEN', {
      details: { slug: value },
      cause: error,
    });
  }
  return new ShopError('VARIANT_SKU_TAKEN', {
    ...(value !== null && {
      message: `Another product already has a variant with the SKU "${value}".`,
    }),
    details: { sku: value },
    cause: error,
  });
}

type Availability = Pick<StoredProduct, 'isInStock' | 'variants'>;

/** Returns true when the in-stock flag of the product or of a variant has changed. */
function isAvailabilityChanged(before: Availability, after: Availability): boolean {
  const known = new Map(before.variants.map(({ sku, inventory }) => [sku, inventory]));
  return (
    before.isInStock !== after.isInStock ||
    after.variants.some(({ sku, inventory }) => {
      const earlier = known.get(sku);
      return earlier === undefined || isVariantInStock(earlier) !== isVariantInStock(inventory);
    })
  );
}

/** Returns the value of `eventSequence` in a filter: a product without events may lack the field. */
const storedSequence = (eventSequence: number) =>
  eventSequence === 0 ? { $in: [0, null] } : eventSequence;

function createProductStore({
  connection,
  model,
}: CollectionContext<ProductDocument>): ProductStore {
  const byId = createLoader({
    connection,
    async read(ids) {
      const documents = await model
        .find({ _id: { $in: ids } })
        .maxTimeMS(maxReadMs())
        .lean<ProductDocument[]>();
      return new Map(documents.map(toState).map((product) => [product.id, product]));
    },
  });

  const activeBySlug = createLoader({
    connection,
    async read(slugs) {
      const documents = await model
        .find({ slug: { $in: slugs }, status: 'active' })
        .maxTimeMS(maxReadMs())
        .lean<ProductDocument[]>();
      return new Map(documents.map(toState).map((product) => [product.slug, product]));
    },
  });

  const priceAtEnd = async (status: ProductStatus, direction: 1 | -1): Promise<Money | null> => {
    const document = await model
      .findOne({ status, 'listing.keys': ALL_KEY }, { currency: 1, 'listing.price': 1 })
      .sort({ 'listing.order.price': direction })
      .maxTimeMS(maxReadMs())
      .lean<Pick<SummaryDocument, 'currency' | 'listing'>>();
    return document && { amount: document.listing.price, currency: document.currency };
  };

  /** Maps SKUs to a field of their product. */
  const bySku = async (
    skus: readonly string[],
    read: (product: Pick<ProductDocument, '_id' | 'slug' | 'sourceHandle'>) => string,
  ): Promise<ReadonlyMap<string, string>> => {
    const wanted = new Set(skus);
    const documents = await model
      .find({ 'variants.sku': { $in: skus } }, { slug: 1, sourceHandle: 1, 'variants.sku': 1 })
      .maxTimeMS(maxReadMs())
      .lean<SkuOwner[]>();
    return new Map(
      documents.flatMap((product) =>
        product.variants.flatMap(({ sku }) => (wanted.has(sku) ? [[sku, read(product)]] : [])),
      ),
    );
  };

  return {
    ...createSearchReads(model),

    newId: () => new Types.ObjectId().toHexString(),

    // An id that is none fails here, and not in the query of others.
    find: async (id) => byId.load(new Types.ObjectId(id).toHexString()),
    findActive: (slug) => activeBySlug.load(slug),

    async findBySlugs(slugs) {
      const documents = await model
        .find({ slug: { $in: slugs } })
        .maxTimeMS(maxReadMs())
        .lean<ProductDocument[]>();
      return documents.map(toState);
    },

    async findBySourceHandles(handles) {
      const documents = await model
        .find({ sourceHandle: { $in: handles } })
        .maxTimeMS(maxReadMs())
        .lean<ProductDocument[]>();
      return documents.map(toState);
    },

    findSkuOwners: (skus) => bySku(skus, ({ _id }) => _id.toHexString()),
    findSkuHandles: (skus) => bySku(skus, ({ slug, sourceHandle }) => sourceHandle ?? slug),

    async findTitles(ids) {
      const documents = await model
        .find({ _id: { $in: ids } }, { title: 1 })
        .maxTimeMS(maxReadMs())
        .lean<Pick<ProductDocument, '_id' | 'title'>[]>();
      return new Map(documents.map(({ _id, title }) => [_id.toHexString(), title]));
    },

    async findPrices(skus) {
      const wanted = new Set(skus);
      const documents = await model
        .find(
          { 'variants.sku': { $in: skus } },
          { currency: 1, 'variants.sku': 1, 'variants.price': 1 },
        )
        .maxTimeMS(maxReadMs())
        .lean<Pick<ProductDocument, 'currency' | 'variants'>[]>();
      return new Map(
        documents.flatMap(({ currency, variants }) =>
          variants
            .filter(({ sku }) => wanted.has(sku))
            .map(({ sku, price }) => [sku, { amount: price, currency }] as const),
        ),
      );
    },

    async findIdsByMedia(mediaId, limit) {
      const documents = await model
        .find({ media: mediaId }, { _id: 1 })
        .limit(limit)
        .maxTimeMS(maxReadMs())
        .lean<Pick<ProductDocument, '_id'>[]>();
      return documents.map(({ _id }) => _id.toHexString());
    },

    async list(status, input) {
      const { sort: asked = 'title-asc' } = input;
      const sort: StoredSort = asked === 'relevance' ? 'title-asc' : asked;
      const { order, direction } = SORT_PLANS[sort];
      const path = `listing.order.${order}` as const;
      const after = input.cursor && decodeCursor(sort, input.cursor);
      const match = matchOf(status, input);
      if (match === null) return { items: [], nextCursor: null };
      const documents = await model
        .find(pageOf(match, sort, input, after), { ...SUMMARY_PROJECTION, [path]: 1 })
        .sort({ [path]: direction })
        .limit(input.limit + 1)
        .maxTimeMS(maxReadMs())
        .lean<(SummaryDocument & Pick<ProductDocument, 'listing'>)[]>();
      const page = documents.slice(0, input.limit);
      const last = documents.length > input.limit ? page.at(-1) : undefined;
      return {
        items: page.map(toSummary),
        nextCursor: last ? encodeCursor(sort, last.listing.order[order]) : null,
      };
    },

    async sample(status, filter, limit) {
      const match = matchOf(status, filter);
      if (match === null) return [];
      const documents = await model
        .find(match, SUMMARY_PROJECTION)
        .limit(limit)
        .maxTimeMS(maxReadMs())
        .lean<SummaryDocument[]>();
      return documents.map(toSummary);
    },

    async priceBounds(status) {
      const [min, max] = await Promise.all([priceAtEnd(status, 1), priceAtEnd(status, -1)]);
      return min && max && { min, max };
    },

    async write(writes) {
      if (writes.length === 0) return [];
      const planned = writes.map(({ product, before }) => ({
        before,
        document: toDocument(product, (before?.eventSequence ?? 0) + 1),
      }));
      const operations = planned.map(({ before, document }) => {
        if (before === null) return { insertOne: { document } };
        const { _id, ...replacement } = document;
        const { isInStock, eventSequence } = before;
        const revision = document.revision - 1;
        const filter = { _id, revision, isInStock, eventSequence: storedSequence(eventSequence) };
        return { replaceOne: { filter, replacement } };
      });
      const result = await model.bulkWrite(operations).catch((error: unknown) => {
        throw readDuplicate(error);
      });
      if (result.insertedCount + result.matchedCount < writes.length) {
        throw new ShopError('PRODUCT_REVISION_STALE');
      }
      return planned.map(({ document }) => toState(document));
    },

    async refreshListing(before, variants) {
      const { eventSequence: last } = before;
      const counted = toDocument({ ...before, variants }, last);
      const isChanged = isAvailabilityChanged(before, { ...counted, variants });
      const document = { ...counted, eventSequence: isChanged ? last + 1 : last };
      const { _id, revision, isInStock, listing, eventSequence } = document;
      const change = { $set: { variants: document.variants, isInStock, listing, eventSequence } };
      const guard = { _id, revision, eventSequence: storedSequence(last) };
      const { matchedCount } = await model.updateOne(guard, change);
      if (matchedCount === 0) throw new ShopError('PRODUCT_REVISION_STALE');
      return toState(document);
    },
  };
}

/** Products with their variants. */
export const products = defineCollection({
  name: 'products',
  schema: productSchema,
  indexes: productIndexes,
  store: createProductStore,
});
