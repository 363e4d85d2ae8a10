import type { ProductFilter } from '@trastienda/shop-contract';
import { CONDITION_OF, CONDITIONS } from './conditions.ts';
import type { FacetKeys } from './facet-keys.ts';
import type { ProductColumns } from './product-columns.ts';

/** The conditions of a filter, but for its search. */
export interface CompiledFilter {
  /** Bits of the conditions that there are. */
  readonly conditions: number;
  /** Numbers of the values that the filter names and a product has had. */
  readonly ids: readonly number[];
  /** Returns the bits of the conditions that the product of a slot does not meet; 0 when it matches. */
  failed(slot: number): number;
}

/** Prepares the conditions of a filter, for as long as no product changes. */
export function compileFilter(
  filter: ProductFilter,
  keys: FacetKeys,
  columns: ProductColumns,
): CompiledFilter {
  const { tag = [], vendor = [], productType = [], inStock, price } = filter;
  const ids: number[] = [];
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
      if (id !== undefined && !ids.includes(id)) ids.push(id);
    }
  }
  const min = price?.min ?? 0;
  const max = price?.max ?? Number.POSITIVE_INFINITY;
  const wantsStock = inStock === true;
  const isPriced = price?.min !== undefined || price?.max !== undefined;
  const conditions =
    required | (wantsStock ? CONDITIONS.inStock : 0) | (isPriced ? CONDITIONS.price : 0);
  if (conditions === 0) return { conditions, ids, failed: () => 0 };
  /** The condition that each value meets. */
  const met = new Uint8Array(required === 0 ? 0 : keys.entries.length);
  for (const id of ids) met[id] = keys.conditions[id] ?? 0;
  const { inStock: stock, minPrices } = columns;
  const { values, starts, lengths } = columns.keys;
  return {
    conditions,
    ids,
    failed(slot) {
      let failed = required;
      if (required !== 0) {
        const start = starts[slot] ?? 0;
        const end = start + (lengths[slot] ?? 0);
        for (let at = start; at < end; at += 1) failed &= ~(met[values[at] ?? 0] ?? 0);
      }
      if (wantsStock && stock[slot] === 0) failed |= CONDITIONS.inStock;
      if (isPriced) {
        const amount = minPrices[slot] ?? 0;
        if (amount < min || amount > max) failed |= CONDITIONS.price;
      }
      return failed;
    },
  };
}
