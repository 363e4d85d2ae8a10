import { earliestIdOf } from '@trastienda/mongo';
import type { SearchOrdersInput } from '@trastienda/shop-contract';
import type { QueryFilter } from 'mongoose';
import type { OrderDocument } from './order-document.ts';
import { meaningsOf, orderKey } from './order-keys.ts';

type OrderFilter = Omit<SearchOrdersInput, 'limit' | 'cursor'>;

/**
 * Builds a filter for each thing that a search may mean; none when nothing can match. Times are ranges
 * of ids, from `placedFrom` inclusive to `placedUntil` exclusive.
 */
export function orderSearchMatches(filter: OrderFilter): QueryFilter<OrderDocument>[] {
  const { search, status, placedFrom, placedUntil } = filter;
  const ids = {
    ...(placedFrom !== undefined && { $gte: earliestIdOf(new Date(placedFrom)) }),
    // Not `$lt`, which the cursor uses. No stored id is as short as this one, so the bound is
    // exclusive.
    ...(placedUntil !== undefined && { $lte: earliestIdOf(new Date(placedUntil)) }),
  };
  const meanings = search === undefined ? [[undefined]] : meaningsOf(search);
  return meanings.map((terms) => {
    const keys = terms.flatMap((term) => orderKey(status, term) ?? []);
    return {
      ...(keys.length > 0 && { keys: keys.length === 1 ? keys[0] : { $all: keys } }),
      ...(Object.keys(ids).length > 0 && { _id: ids }),
    };
  });
}
