import type { ProductFilter } from '@trastienda/shop-contract';
import type { FacetKeys, KeyKind } from './facet-keys.ts';
import type { ProductRow } from './product-row.ts';

/** Bits of the conditions of a filter. */
export const CONDITIONS = { tag: 1, vendor: 2, type: 4, inStock: 8, price: 16 } as const;

/** Returns the bits of the conditions that a product does not meet; 0 when it matches. */
export type FailedConditions = (row: ProductRow) => number;

/** The condition on values of a kind. */
export const CONDITION_OF: Readonly<Record<KeyKind, number>> = {
  tag: CONDITIONS.tag,
  vendor: CONDITIONS.vendor,
  type: CONDITIONS.type,
};

/** Prepares the conditions of a filter, but for its search. */
export function compileFilter(filter: ProductFilter, keys: FacetKeys): FailedConditions {
  const { tag = [], vendor = [], productType = [], inStock, price } = filter;
  /** The condition that each value meets. */
  const met = new Uint8Array(keys.entries.length);
  let required = 0;
  for (const [kind, values] of [
    ['tag', tag],
    ['vendor', vendor],
    ['type', productType],
  ] as const) {
    if (values.length === 0) continue;
    required |= CONDITION_OF[kind];
    for (const value of values) {
      const id = keys.find(kind, value);
      if (id !== undefined) met[id] = CONDITION_OF[kind];
    }
  }
  const min = price?.min ?? 0;
  const max = price?.max ?? Number.POSITIVE_INFINITY;
  return (row) => {
    let failed = required;
    if (required > 0) for (const key of row.keys) failed &= ~(met[key] ?? 0);
    if (inStock === true && !row.isInStock) failed |= CONDITIONS.inStock;
    if (row.minPrice < min || row.minPrice > max) failed |= CONDITIONS.price;
    return failed;
  };
}
