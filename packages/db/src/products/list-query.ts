import { wordsOf } from '@trastienda/mongo';
import type { ProductFilter, ProductSort, ProductStatus } from '@trastienda/shop-contract';
import type { QueryFilter } from 'mongoose';
import { withoutElisions } from './elisions.ts';
import {
  ALL_KEY,
  IN_STOCK_KEY,
  newestPlaceOf,
  priceOrderKey,
  pricePlaceOf,
  tagKey,
  typeKey,
  vendorKey,
} from './listing.ts';
import type { ListingDocument, ProductDocument } from './product-document.ts';

interface SortPlan {
  readonly order: keyof ListingDocument['order'];
  readonly direction: 1 | -1;
}

/** The orders that the database stores. */
export type StoredSort = Exclude<ProductSort, 'relevance'>;

export const SORT_PLANS: Readonly<Record<StoredSort, SortPlan>> = {
  'title-asc': { order: 'title', direction: 1 },
  'title-desc': { order: 'title', direction: -1 },
  'price-asc': { order: 'price', direction: 1 },
  'price-desc': { order: 'price', direction: -1 },
  newest: { order: 'newest', direction: -1 },
};

/** Returns the keys of each condition, of which a product must have at least one. */
function keyGroupsOf({ tag = [], vendor = [], productType = [], inStock }: ProductFilter) {
  return [
    tag.map(tagKey),
    vendor.map(vendorKey),
    productType.map(typeKey),
    inStock === true ? [IN_STOCK_KEY] : [],
  ]
    .map((keys) => [...new Set(keys)])
    .filter(({ length }) => length > 0);
}

/** Builds the filter of a list without its order; null when nothing can match. */
export function matchOf(
  status: ProductStatus,
  filter: ProductFilter,
): QueryFilter<ProductDocument> | null {
  const match: QueryFilter<ProductDocument> = { status };
  const groups = keyGroupsOf(filter);
  const required = groups.filter(({ length }) => length === 1).flat();
  const several = groups.filter(({ length }) => length > 1);
  if (filter.search !== undefined) {
    const words = wordsOf(withoutElisions(filter.search));
    if (words.length === 0) return null;
    // Words contain only letters, marks and digits, so they are safe in a pattern.
    match['listing.words'] = { $all: words.map((word) => new RegExp(`^${word}`)) };
  }
  // Always filter by some key, so that the planner may walk an order index instead: when half of
  // the products match a word prefix, that fills a page sooner than looking up the prefix.
  match['listing.keys'] = { $all: required.length === 0 ? [ALL_KEY] : required };
  if (several.length > 0) match.$and = several.map((keys) => ({ 'listing.keys': { $in: keys } }));
  if (filter.price !== undefined) match['listing.order.price'] = priceRangeOf(filter.price);
  return match;
}

/** Converts price bounds to a range of the price order, which an index can walk. */
function priceRangeOf({ min, max }: NonNullable<ProductFilter['price']>): PlaceRange {
  return {
    $gte: priceOrderKey(min ?? 0),
    ...(max !== undefined && { $lt: priceOrderKey(max + 1) }),
  };
}

/** A range of positions in an order. */
export interface PlaceRange {
  $gt?: string;
  $gte?: string;
  $lt?: string;
}

/** Builds the filter of one page: matches after the cursor in sort order. */
export function pageOf(
  match: QueryFilter<ProductDocument>,
  sort: StoredSort,
  filter: ProductFilter,
  after: string | undefined,
): QueryFilter<ProductDocument> {
  if (after === undefined) return match;
  const { order, direction } = SORT_PLANS[sort];
  const bounds: PlaceRange =
    order === 'price' && filter.price !== undefined ? priceRangeOf(filter.price) : {};
  // A cursor may be of a list with another price range, so the narrower of both bounds counts;
  // MongoDB allows only one of each side in a range that an index can walk.
  if (direction === -1) {
    if (bounds.$lt === undefined || after < bounds.$lt) bounds.$lt = after;
  } else if (bounds.$gte === undefined || after >= bounds.$gte) {
    delete bounds.$gte;
    bounds.$gt = after;
  }
  return { ...match, [`listing.order.${order}`]: bounds };
}

/** What the places of a product derive from. */
export interface Placed {
  readonly id: string;
  /** The place in title order, as it is stored. */
  readonly titlePlace: string;
  readonly minPrice: number;
  /** Milliseconds. */
  readonly createdAt: number;
}

/** Returns the place of a product in an order, as its listing stores it. */
export function placeOf(sort: StoredSort, { id, titlePlace, minPrice, createdAt }: Placed): string {
  const { order } = SORT_PLANS[sort];
  if (order === 'title') return titlePlace;
  return order === 'price' ? pricePlaceOf(minPrice, id) : newestPlaceOf(new Date(createdAt), id);
}
