import type { FacetValue } from '@trastienda/contract';
import { ALL_KEY, IN_STOCK_KEY, tagKey, typeKey, vendorKey } from '../products/listing.ts';
import type { StoredProduct } from '../products/product-document.ts';
import type { FacetKind } from './facet-schema.ts';

export interface FacetEntry {
  readonly key: string;
  readonly kind: FacetKind;
  readonly label: string;
}

type Faceted = Pick<StoredProduct, 'status' | 'tags' | 'vendor' | 'productType' | 'isInStock'>;

/** What a product counts for, each key once; a product that is not active counts for nothing. */
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

/** How many products there are, and how many have each of the most frequent values. */
export interface FacetCounts {
  readonly total: number;
  readonly inStock: number;
  readonly values: Readonly<Record<'tag' | 'vendor' | 'type', FacetValue[]>>;
}

interface TalliedEntry extends FacetEntry {
  label: string;
  count: number;
  /** Whether a product that was counted in spells the value unlike one before it. */
  isRespelt: boolean;
}

/** Adds up entries: how many products have each. */
export class FacetTally {
  readonly #counts = new Map<string, TalliedEntry>();

  /** Counts a product in (`1`) or out (`-1`). */
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

  /** What has changed; entries that came out even are left out. */
  changes(): TalliedEntry[] {
    return [...this.#counts.values()].filter((entry) => entry.count !== 0 || entry.isRespelt);
  }

  /** The tally as counts, with the most frequent `limit` values of each kind. */
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
