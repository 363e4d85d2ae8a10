import { type FacetsView, type FacetValue, MAX_FACET_VALUES } from '@trastienda/shop-contract';
import type { FacetKeys, KeyKind } from './facet-keys.ts';
import { CONDITION_OF, CONDITIONS } from './product-filter.ts';
import type { ProductRow } from './product-row.ts';

const OF_VALUES = CONDITIONS.tag | CONDITIONS.vendor | CONDITIONS.type;

/** Counts facets in one pass: each among the products that meet all conditions but its own. */
export class FacetCounter {
  readonly #keys: FacetKeys;
  readonly #counts: Uint32Array;
  /** The condition on each value's facet. */
  readonly #conditions: Uint8Array;
  #total = 0;
  #inStock = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  constructor(keys: FacetKeys) {
    this.#keys = keys;
    this.#counts = new Uint32Array(keys.entries.length);
    this.#conditions = Uint8Array.from(keys.entries, ({ kind }) => CONDITION_OF[kind]);
  }

  /** Counts a product that fails the conditions of these bits. */
  add({ isInStock, minPrice, keys }: ProductRow, failed: number): void {
    if (failed === 0) this.#total += 1;
    if (isInStock && (failed & ~CONDITIONS.inStock) === 0) this.#inStock += 1;
    if ((failed & ~CONDITIONS.price) === 0) {
      if (minPrice < this.#min) this.#min = minPrice;
      if (minPrice > this.#max) this.#max = minPrice;
    }
    if ((failed & ~OF_VALUES) !== 0) return;
    const counts = this.#counts;
    for (const key of keys) {
      // The condition of the facet itself may fail, and no other.
      if ((failed & ~(this.#conditions[key] ?? 0)) === 0) counts[key] = (counts[key] ?? 0) + 1;
    }
  }

  /** Returns the counts; prices are in the shop's currency. */
  result(currency: string): FacetsView {
    const values: Record<KeyKind, (FacetValue & { readonly key: string })[]> = {
      tag: [],
      vendor: [],
      type: [],
    };
    for (const [id, { key, kind, label }] of this.#keys.entries.entries()) {
      const count = this.#counts[id] ?? 0;
      if (count > 0) values[kind].push({ key, value: label, count });
    }
    const most = (kind: KeyKind): FacetValue[] =>
      values[kind]
        .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
        .slice(0, MAX_FACET_VALUES)
        .map(({ value, count }) => ({ value, count }));
    return {
      total: this.#total,
      inStock: this.#inStock,
      tags: most('tag'),
      vendors: most('vendor'),
      productTypes: most('type'),
      price:
        this.#max < this.#min
          ? null
          : { min: { amount: this.#min, currency }, max: { amount: this.#max, currency } },
      isComplete: true,
    };
  }
}
