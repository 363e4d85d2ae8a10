import { earliestIdOf } from '@trastienda/mongo';
import type { SearchOrdersInput } from '@trastienda/shop-contract';
import type { QueryFilter } from 'mongoose';
import type { OrderDocument } from './order-document.ts';
import { orderKey, searchTermsOf } from './order-keys.ts';

type OrderFilter = Omit<SearchOrdersInput, 'limit' | 'cursor'>;

/** Returns the keys that an order must all have; null when nothing can match. */
function keysOf({ search, status }: OrderFilter): string[] | null {
  const terms = search === undefined ? [undefined] : searchTermsOf(search);
  if (terms.length === 0) return null;
  return terms.flatMap((term) => orderKey(status, term) ?? []);
}

/**
 * Builds the filter of a search; null when nothing can match. Times are ranges of ids, from
 * `placedFrom` inclusive to `placedUntil` exclusive.
 */
export function orderSearchMatch(filter: OrderFilter): QueryFilter<OrderDocument> | null {
  const { placedFrom, placedUntil } = filter;
  const keys = keysOf(filter);
  if (keys === null) return null;
  const ids = {
    ...(placedFrom !== undefined && { $gte: earliestIdOf(new Date(placedFrom)) }),
    // Not `$lt`, which the cursor uses. No stored id is as short as this one, so the bound is
    // exclusive.
    ...(placedUntil !== undefined && { $lte: earliestIdOf(new Date(placedUntil)) }),
  };
  return {
    ...(keys.length > 0 && { keys: keys.length === 1 ? keys[0] : { $all: keys } }),
    ...(Object.keys(ids).length > 0 && { _id: ids }),
  };
}
