import type { FacetsView } from '@trastienda/shop-contract';
import { searchWordsOf } from '../text/search-words.ts';
import { ActiveCounts } from './active-counts.ts';
import { CONDITION_OF, CONDITIONS, type KeyKind, VALUE_CONDITIONS } from './conditions.ts';
import { countFacets, type FacetCounts, facetsViewOf, type Slots } from './facet-counter.ts';
import { FacetKeys } from './facet-keys.ts';
import { IntList } from './int-list.ts';
import { type ProductColumns, statusNumber } from './product-columns.ts';
import type { CompiledFilter } from './product-filter.ts';
import { TopList } from './top-list.ts';

const ACTIVE = statusNumber('active');
const NOTHING: Slots = { values: new Uint32Array(0), length: 0 };

/** A value of a facet that continues a search. */
export interface SuggestedValue {
  readonly kind: KeyKind;
  readonly value: string;
}

/**
 * The facets of active products. What a list without a search shows most, everything or the products of
 * one facet, is counted from numbers that are kept up to date and from the products of that facet alone.
 */
export class ProductFacets {
  readonly keys = new FacetKeys();
  readonly #columns: ProductColumns;
  readonly #active = new ActiveCounts();
  /** Kept from call to call: slots that are counted. */
  readonly #slots = new IntList();

  constructor(columns: ProductColumns) {
    this.#columns = columns;
  }

  /** Counts the product of a slot if it is active, or no longer. */
  count(slot: number, step: 1 | -1): void {
    const { statuses, inStock, keys } = this.#columns;
    if (statuses[slot] !== ACTIVE) return;
    const isInStock = inStock[slot] === 1;
    this.keys.count(keys.of(slot), step, isInStock);
    this.#active.count(step, isInStock);
  }

  /** Returns the facets of what a search has found, or of all active products without one. */
  viewOf(found: Slots | null, filter: CompiledFilter, currency: string): FacetsView {
    const counts = found === null ? this.#countAll(filter) : this.#count(found, filter);
    return facetsViewOf(counts, this.keys, currency);
  }

  /** Returns vendors, types and tags of active products that have a word that the text begins. */
  suggest(text: string, limit: number): SuggestedValue[] {
    const words = searchWordsOf(text).map(({ word }) => word);
    if (words.length === 0) return [];
    const top = new TopList<{ kind: KeyKind; value: string; active: number; key: string }>(
      limit,
      (one, other) => other.active - one.active || (one.key < other.key ? -1 : 1),
    );
    for (const [id, { key, kind, label, words: own }] of this.keys.entries.entries()) {
      const active = this.keys.active[id] ?? 0;
      if (active === 0) continue;
      if (words.every((word) => own.some((each) => each.startsWith(word)))) {
        top.add({ kind, value: label, active, key });
      }
    }
    return top.values.map(({ kind, value }) => ({ kind, value }));
  }

  #count(slots: Slots, filter: CompiledFilter): FacetCounts {
    return countFacets(slots, filter, this.keys, this.#columns);
  }

  #countAll(filter: CompiledFilter): FacetCounts {
    const { conditions, ids } = filter;
    const ofValues = conditions & VALUE_CONDITIONS;
    const isOneFacet = (ofValues & (ofValues - 1)) === 0;
    // What counts in any facet fails one condition at most, so it meets one of any two.
    if (!isOneFacet) return this.#count(this.#activeWith(this.#rarest(filter)), filter);
    if ((conditions & CONDITIONS.price) !== 0) return this.#count(this.#allActive(), filter);
    const kept = this.#keptCounts((conditions & CONDITIONS.inStock) !== 0);
    if (ofValues === 0) return kept;
    // What has none of the values counts in their own facet alone, and that is kept.
    const counted = this.#count(this.#activeWith(ids), filter);
    for (let id = 0; id < counted.counts.length; id += 1) {
      if (this.keys.conditions[id] === ofValues) counted.counts[id] = kept.counts[id] ?? 0;
    }
    return counted;
  }

  /** Returns the counts of all active products, or of those in stock. */
  #keptCounts(ofStock: boolean): FacetCounts {
    const { total, inStock } = this.#active;
    const prices = this.#active.pricesOf(this.#columns);
    return ofStock
      ? { total: inStock, inStock, prices: prices.inStock, counts: this.keys.inStock }
      : { total, inStock, prices: prices.all, counts: this.keys.active };
  }

  /** Returns the values of the two chosen facets that have the fewest products. */
  #rarest({ conditions, ids }: CompiledFilter): readonly number[] {
    const chosen = Object.values(CONDITION_OF).filter((each) => (conditions & each) !== 0);
    const idsOf = (condition: number) => ids.filter((id) => this.keys.conditions[id] === condition);
    const sizeOf = (id: number) => this.keys.entries[id]?.slots.length ?? 0;
    return chosen
      .map(idsOf)
      .map((own) => ({ own, size: own.reduce((sum, id) => sum + sizeOf(id), 0) }))
      .sort((one, other) => one.size - other.size)
      .slice(0, 2)
      .flatMap(({ own }) => own);
  }

  #allActive(): Slots {
    const { statuses, length } = this.#columns;
    this.#slots.clear();
    for (let slot = 0; slot < length; slot += 1) {
      if (statuses[slot] === ACTIVE) this.#slots.push(slot);
    }
    return this.#slots;
  }

  /** Returns the active products that have one of the values, each once. */
  #activeWith(ids: readonly number[]): Slots {
    const { statuses, keys } = this.#columns;
    this.#slots.clear();
    for (const [at, id] of ids.entries()) {
      const earlier = ids.slice(0, at);
      const { values, length } = this.keys.entries[id]?.slots ?? NOTHING;
      for (let index = 0; index < length; index += 1) {
        const slot = values[index] ?? 0;
        if (statuses[slot] !== ACTIVE) continue;
        if (at > 0 && keys.hasAny(slot, earlier)) continue;
        this.#slots.push(slot);
      }
    }
    return this.#slots;
  }
}
