import type { ProductFilter, ProductSort, ProductStatus } from '@trastienda/contract';
import type { QueryFilter } from 'mongoose';
import { wordsOf } from '../text/fold-text.ts';
import { ALL_KEY, IN_STOCK_KEY, priceOrderKey, tagKey, typeKey, vendorKey } from './listing.ts';
import type { ListingDocument, ProductDocument } from './product-document.ts';

/** More words than anybody types; each further one costs a condition. */
const MAX_SEARCH_WORDS = 10;

interface SortPlan {
  readonly order: keyof ListingDocument['order'];
  readonly direction: 1 | -1;
}

export const SORT_PLANS: Readonly<Record<ProductSort, SortPlan>> = {
  'title-asc': { order: 'title', direction: 1 },
  'title-desc': { order: 'title', direction: -1 },
  'price-asc': { order: 'price', direction: 1 },
  'price-desc': { order: 'price', direction: -1 },
  newest: { order: 'newest', direction: -1 },
};

function keysOf(filter: ProductFilter): string[] {
  const keys: string[] = [];
  if (filter.tag !== undefined) keys.push(tagKey(filter.tag));
  if (filter.vendor !== undefined) keys.push(vendorKey(filter.vendor));
  if (filter.productType !== undefined) keys.push(typeKey(filter.productType));
  if (filter.inStock === true) keys.push(IN_STOCK_KEY);
  return keys;
}

/** The filter of a list without its order; null when nothing can match. */
export function matchOf(
  status: ProductStatus,
  filter: ProductFilter,
): QueryFilter<ProductDocument> | null {
  const match: QueryFilter<ProductDocument> = { status };
  const keys = keysOf(filter);
  if (filter.search !== undefined) {
    const words = wordsOf(filter.search).slice(0, MAX_SEARCH_WORDS);
    if (words.length === 0) return null;
    // Words hold letters, marks and digits only, so they are safe in a pattern.
    match['listing.words'] = { $all: words.map((word) => new RegExp(`^${word}`)) };
  } else if (keys.length === 0) {
    keys.push(ALL_KEY);
  }
  if (keys.length > 0) match['listing.keys'] = { $all: keys };
  if (filter.price !== undefined) {
    const { min, max } = filter.price;
    match['listing.price'] = { $gte: min ?? 0, $lte: max ?? Number.MAX_SAFE_INTEGER };
  }
  return match;
}

/**
 * The range of the order that a page lies in: after the cursor, and for price order also inside
 * the price bounds, so that the index skips what the filter would throw away.
 */
export function rangeOf(
  sort: ProductSort,
  filter: ProductFilter,
  after: string | undefined,
): { $gt?: string; $gte?: string; $lt?: string } {
  const { order, direction } = SORT_PLANS[sort];
  const range: { $gt?: string; $gte?: string; $lt?: string } = {};
  if (order === 'price' && filter.price?.min !== undefined) {
    range.$gte = priceOrderKey(filter.price.min);
  }
  if (order === 'price' && filter.price?.max !== undefined) {
    range.$lt = priceOrderKey(filter.price.max + 1);
  }
  if (after === undefined) return range;
  if (direction === -1) return { ...range, $lt: after };
  return range.$lt === undefined ? { $gt: after } : { $gt: after, $lt: range.$lt };
}
