import { type FacetsView, type FacetValue, MAX_FACET_VALUES } from '@trastienda/shop-contract';
import type { FacetKeys, KeyKind } from './facet-keys.ts';
import { CONDITIONS } from './product-filter.ts';
import type { ProductRow } from './product-row.ts';

const CONDITION_OF_KIND = {
  tag: CONDITIONS.tag,
  vendor: CONDITIONS.vendor,
  type: CONDITIONS.type,
} as const;

/** Counts facets in one pass: each among the products that meet all conditions but its own. */
export class FacetCounter {
  readonly #keys: FacetKeys;
  readonly #counts: Uint32Array;
  #total = 0;
  #inStock = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  constructor(keys: FacetKeys) {
    this.#keys = keys;
    this.#counts = new Uint32Array(keys.entries.length);
  }

  /** Counts a product that fails the conditions of these bits. */
  add(row: ProductRow, failed: number): void {
    if (failed === 0) this.#total += 1;
    const isOnly = (condition: number) => (failed & ~condition) === 0;
    if (isOnly(CONDITIONS.inStock) && row.isInStock) this.#inStock += 1;
    if (isOnly(CONDITIONS.price)) {
      if (row.minPrice < this.#min) this.#min = row.minPrice;
      if (row.minPrice > this.#max) this.#max = row.minPrice;
    }
    if (!isOnly(failed & (CONDITIONS.tag | CONDITIONS.vendor | CONDITIONS.type))) return;
    for (const key of row.keys) {
      const kind = this.#keys.entries[key]?.kind;
      if (kind === undefined || !isOnly(CONDITION_OF_KIND[kind])) continue;
      this.#counts[key] = (this.#counts[key] ?? 0) + 1;
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
