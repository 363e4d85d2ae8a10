import { type FacetsView, type FacetValue, MAX_FACET_VALUES } from '@trastienda/shop-contract';
import { CONDITIONS, type KeyKind, VALUE_CONDITIONS } from './conditions.ts';
import type { FacetKeys } from './facet-keys.ts';
import { type PriceBounds, PriceRange } from './price-range.ts';
import type { ProductColumns } from './product-columns.ts';
import type { CompiledFilter } from './product-filter.ts';
import { TopList } from './top-list.ts';

/** Slots of products: the first `length` values. */
export interface Slots {
  readonly values: Uint32Array;
  readonly length: number;
}

/** Facets before they are named and sorted. */
export interface FacetCounts {
  readonly total: number;
  readonly inStock: number;
  /** Null when nothing is counted. */
  readonly prices: PriceBounds | null;
  /** By the number of a value. */
  readonly counts: Uint32Array;
}

/** Counts facets in one pass: each among the products that meet all conditions but its own. */
export function countFacets(
  slots: Slots,
  filter: CompiledFilter,
  keys: FacetKeys,
  columns: ProductColumns,
): FacetCounts {
  if (filter.conditions === 0) return countAll(slots, keys, columns);
  const counts = new Uint32Array(keys.entries.length);
  const { conditions } = keys;
  const { inStock: stock, minPrices } = columns;
  const { values, starts, lengths } = columns.keys;
  const prices = new PriceRange();
  let total = 0;
  let inStock = 0;
  for (let index = 0; index < slots.length; index += 1) {
    const slot = slots.values[index] ?? 0;
    const failed = filter.failed(slot);
    if (failed === 0) total += 1;
    if ((failed & ~CONDITIONS.inStock) === 0) inStock += stock[slot] ?? 0;
    if ((failed & ~CONDITIONS.price) === 0) prices.add(minPrices[slot] ?? 0);
    if ((failed & ~VALUE_CONDITIONS) !== 0) continue;
    const start = starts[slot] ?? 0;
    const end = start + (lengths[slot] ?? 0);
    for (let at = start; at < end; at += 1) {
      const key = values[at] ?? 0;
      // The condition of the facet itself may fail, and no other.
      if ((failed & ~(conditions[key] ?? 0)) === 0) counts[key] = (counts[key] ?? 0) + 1;
    }
  }
  return { total, inStock, prices: prices.bounds, counts };
}

/** Counts facets without conditions, as most searches have none: half the work for each product. */
function countAll(slots: Slots, keys: FacetKeys, columns: ProductColumns): FacetCounts {
  const counts = new Uint32Array(keys.entries.length);
  const { inStock: stock, minPrices } = columns;
  const { values, starts, lengths } = columns.keys;
  let inStock = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  const { values: counted, length } = slots;
  for (let index = 0; index < length; index += 1) {
    const slot = counted[index] ?? 0;
    inStock += stock[slot] ?? 0;
    const amount = minPrices[slot] ?? 0;
    if (amount < min) min = amount;
    if (amount > max) max = amount;
    const start = starts[slot] ?? 0;
    const end = start + (lengths[slot] ?? 0);
    for (let at = start; at < end; at += 1) {
      const key = values[at] ?? 0;
      counts[key] = (counts[key] ?? 0) + 1;
    }
  }
  return { total: slots.length, inStock, prices: max < min ? null : { min, max }, counts };
}

interface Counted {
  readonly key: string;
  readonly label: string;
  readonly count: number;
}

const byCount = (one: Counted, other: Counted) =>
  other.count - one.count || (one.key < other.key ? -1 : one.key > other.key ? 1 : 0);

/** Returns the most frequent values of each facet; prices are in the shop's currency. */
export function facetsViewOf(
  { total, inStock, prices, counts }: FacetCounts,
  keys: FacetKeys,
  currency: string,
): FacetsView {
  const most: Record<KeyKind, TopList<Counted>> = {
    tag: new TopList(MAX_FACET_VALUES, byCount),
    vendor: new TopList(MAX_FACET_VALUES, byCount),
    type: new TopList(MAX_FACET_VALUES, byCount),
  };
  for (const [id, { key, kind, label }] of keys.entries.entries()) {
    const count = counts[id] ?? 0;
    if (count > 0) most[kind].add({ key, label, count });
  }
  const viewOf = (kind: KeyKind): FacetValue[] =>
    most[kind].values.map(({ label: value, count }) => ({ value, count }));
  return {
    total,
    inStock,
    tags: viewOf('tag'),
    vendors: viewOf('vendor'),
    productTypes: viewOf('type'),
    price: prices && {
      min: { amount: prices.min, currency },
      max: { amount: prices.max, currency },
    },
    isComplete: true,
  };
}
