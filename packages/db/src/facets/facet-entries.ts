import type { FacetValue } from '@trastienda/shop-contract';
import { ALL_KEY, IN_STOCK_KEY, tagKey, typeKey, vendorKey } from '../products/listing.ts';
import type { StoredProduct } from '../products/product-document.ts';
import type { FacetKind } from './facet-schema.ts';

export interface FacetEntry {
  readonly key: string;
  readonly kind: FacetKind;
  readonly label: string;
}

type Faceted = Pick<StoredProduct, 'status' | 'tags' | 'vendor' | 'productType' | 'isInStock'>;

/** Returns the facet values of a product, each key once; none unless it is active. */
function facetEntriesOf(product: Faceted): FacetEntry[] {
  if (product.status !== 'active') return [];
  const entries: FacetEntry[] = [{ key: ALL_KEY, kind: 'total', label: '' }];
  if (product.isInStock) entries.push({ key: IN_STOCK_KEY, kind: 'in-stock', label: '' });
  const { vendor, productType } = product;
  if (vendor !== null) entries.push({ key: vendorKey(vendor), kind: 'vendor', label: vendor });
  if (productType !== null) {
    entries.push({ key: typeKey(productType), kind: 'type', label: productType });
  }
  const seen = new Set<string>();
  for (const tag of product.tags) {
    const key = tagKey(tag);
    if (!seen.has(key)) entries.push({ key, kind: 'tag', label: tag });
    seen.add(key);
  }
  return entries;
}

/** Number of products, and the number per value for the most frequent values. */
export interface FacetCounts {
  readonly total: number;
  readonly inStock: number;
  readonly values: Readonly<Record<'tag' | 'vendor' | 'type', FacetValue[]>>;
}

interface TalliedEntry extends FacetEntry {
  label: string;
  count: number;
  /** True when a counted product spells the value differently from an earlier one. */
  isRespelt: boolean;
}

/** Accumulates changes of facet counts. */
export class FacetTally {
  readonly #counts = new Map<string, TalliedEntry>();

  /** Adds (`1`) or subtracts (`-1`) a product. */
  add(product: Faceted, step: 1 | -1): void {
    for (const entry of facetEntriesOf(product)) {
      const counted = this.#counts.get(entry.key) ?? { ...entry, count: 0, isRespelt: false };
      counted.count += step;
      if (step === 1 && counted.label !== entry.label) {
        counted.label = entry.label;
        counted.isRespelt = true;
      }
      this.#counts.set(entry.key, counted);
    }
  }

  /** Returns the entries whose count or spelling has changed. */
  changes(): TalliedEntry[] {
    return [...this.#counts.values()].filter((entry) => entry.count !== 0 || entry.isRespelt);
  }

  /** Returns the counts, with the `limit` most frequent values of each kind. */
  counts(limit: number): FacetCounts {
    const entries = [...this.#counts.values()];
    const valuesOf = (kind: FacetKind) =>
      entries
        .filter((entry) => entry.kind === kind)
        .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
        .slice(0, limit)
        .map(({ label, count }) => ({ value: label, count }));
    return {
      total: this.#counts.get(ALL_KEY)?.count ?? 0,
      inStock: this.#counts.get(IN_STOCK_KEY)?.count ?? 0,
      values: { tag: valuesOf('tag'), vendor: valuesOf('vendor'), type: valuesOf('type') },
    };
  }
}
