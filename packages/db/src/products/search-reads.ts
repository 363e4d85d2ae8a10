import { maxReadMs } from '@trastienda/mongo';
import type { ProductFilter, ProductStatus } from '@trastienda/shop-contract';
import type { Model } from 'mongoose';
import { matchOf } from './list-query.ts';
import { SUMMARY_PROJECTION, type SummaryDocument, toSummary } from './map-product.ts';
import type { ProductDocument, ProductSummaryState } from './product-document.ts';

/** What a search index knows of a product. */
export interface SearchedProduct
  extends Pick<
    ProductDocument,
    | 'title'
    | 'vendor'
    | 'productType'
    | 'tags'
    | 'descriptionHtml'
    | 'status'
    | 'isInStock'
    | 'revision'
    | 'createdAt'
    | 'updatedAt'
  > {
  readonly id: string;
  readonly eventSequence: number;
  /** Lowest price in minor units. */
  readonly minPrice: number;
  /** Place in title order. */
  readonly titlePlace: string;
  /** SKUs and barcodes of its variants. */
  readonly codes: readonly string[];
  readonly optionValues: readonly string[];
}

/** A product's id with the number of its last event. */
export interface ProductVersion {
  readonly id: string;
  readonly eventSequence: number;
}

export interface CandidatesQuery {
  readonly filter: ProductFilter;
  readonly codes: readonly string[];
  readonly limit: number;
  /** How long the database may look. */
  readonly maxMs: number;
}

/** Reads for search indexes. */
export interface SearchReads {
  /** Returns the versions of products of any status after an id, in the order of ids. */
  findVersions(afterId: string | null, limit: number): Promise<ProductVersion[]>;
  /** Returns what a search index knows of products of any status; unknown ids are omitted. */
  findSearched(ids: readonly string[]): Promise<SearchedProduct[]>;
  /** Returns summaries of products of a status, in the order of the ids; others are omitted. */
  findSummaries(ids: readonly string[], status: ProductStatus): Promise<ProductSummaryState[]>;
  /**
   * Returns ids of products that match a filter, or have one of the SKUs or barcodes in place of its
   * search: the first ones in title order of each.
   */
  findCandidates(status: ProductStatus, query: CandidatesQuery): Promise<string[]>;
}

const SEARCHED_PROJECTION = {
  title: 1,
  vendor: 1,
  productType: 1,
  tags: 1,
  descriptionHtml: 1,
  status: 1,
  isInStock: 1,
  revision: 1,
  eventSequence: 1,
  createdAt: 1,
  updatedAt: 1,
  'listing.price': 1,
  'listing.order.title': 1,
  'variants.sku': 1,
  'variants.barcode': 1,
  'variants.optionValues': 1,
} as const;

function toSearched({ _id, variants, listing, ...product }: ProductDocument): SearchedProduct {
  return {
    ...product,
    id: _id.toHexString(),
    eventSequence: product.eventSequence ?? 0,
    minPrice: listing.price,
    titlePlace: listing.order.title,
    codes: variants.flatMap(({ sku, barcode }) => (barcode ? [sku, barcode] : [sku])),
    optionValues: [...new Set(variants.flatMap(({ optionValues = [] }) => optionValues))],
  };
}

export function createSearchReads(model: Model<ProductDocument>): SearchReads {
  return {
    async findVersions(afterId, limit) {
      const documents = await model
        .find(afterId === null ? {} : { _id: { $gt: afterId } }, { eventSequence: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .maxTimeMS(maxReadMs())
        .lean<Pick<ProductDocument, '_id' | 'eventSequence'>[]>();
      return documents.map(({ _id, eventSequence = 0 }) => ({
        id: _id.toHexString(),
        eventSequence,
      }));
    },

    async findSearched(ids) {
      const documents = await model
        .find({ _id: { $in: ids } }, SEARCHED_PROJECTION)
        .maxTimeMS(maxReadMs())
        .lean<ProductDocument[]>();
      return documents.map(toSearched);
    },

    async findSummaries(ids, status) {
      const documents = await model
        .find({ _id: { $in: ids }, status }, SUMMARY_PROJECTION)
        .maxTimeMS(maxReadMs())
        .lean<SummaryDocument[]>();
      const found = new Map(documents.map((each) => [each._id.toHexString(), each]));
      return ids.flatMap((id) => {
        const document = found.get(id);
        return document === undefined ? [] : [toSummary(document)];
      });
    },

    async findCandidates(status, { filter, codes, limit, maxMs }) {
      const { search: _, ...others } = filter;
      const byWords = matchOf(status, filter);
      const conditions = matchOf(status, others);
      const read = async (match: typeof conditions) => {
        if (match === null) return [];
        return model
          .find(match, { _id: 1 })
          .sort({ 'listing.order.title': 1 })
          .limit(limit)
          .maxTimeMS(Math.min(maxMs, maxReadMs()))
          .lean<Pick<ProductDocument, '_id'>[]>();
      };
      const found = await Promise.all([
        read(conditions && { ...conditions, 'variants.sku': { $in: codes } }),
        read(conditions && { ...conditions, 'variants.barcode': { $in: codes } }),
        read(byWords),
      ]);
      return [...new Set(found.flat().map(({ _id }) => _id.toHexString()))];
    },
  };
}
