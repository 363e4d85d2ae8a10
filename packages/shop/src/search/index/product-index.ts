import type {
  FacetsView,
  ProductFilter,
  ProductSort,
  ProductStatus,
} from '@trastienda/shop-contract';
import type { SearchedProduct } from '@trastienda/shop-db';
import { textOfHtml } from '../text/html-words.ts';
import { foldCode, phraseOf, searchWordsOf, spellingsOf } from '../text/search-words.ts';
import { CodeIndex } from './code-index.ts';
import { FacetCounter } from './facet-counter.ts';
import { FacetKeys, type KeyKind } from './facet-keys.ts';
import { bitOf, type Field } from './fields.ts';
import { afterCursor, compareBy, cursorOf, type Ranked } from './list-order.ts';
import { type MatchedIndex, ProductMatcher } from './match-products.ts';
import { compileFilter, type FailedConditions } from './product-filter.ts';
import type { ProductRow } from './product-row.ts';
import { rankOf } from './rank.ts';
import { planSearch } from './search-plan.ts';
import { TopList } from './top-list.ts';
import { WordIndex } from './word-index.ts';

/** Different words of a description that are searched, the first ones. */
const MAX_DESCRIPTION_WORDS = 200;

/** What a product costs beside its words and codes, roughly, in bytes. */
const ROW_BYTES = 420;

export interface FindQuery {
  readonly status: ProductStatus;
  readonly filter: ProductFilter;
  readonly sort: ProductSort;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Ids of a page of products, in order. */
export interface FoundPage {
  readonly ids: readonly string[];
  readonly nextCursor: string | null;
}

/** A value of a facet that continues a search. */
export interface SuggestedValue {
  readonly kind: KeyKind;
  readonly value: string;
}

/** Products in memory, by words, codes and what lists filter by. */
export class ProductIndex {
  readonly #words = new WordIndex();
  readonly #codes = new CodeIndex();
  readonly #keys = new FacetKeys();
  readonly #matcher = new ProductMatcher();
  readonly #slots = new Map<string, number>();
  /** By slot; undefined where there is no product, or no longer. */
  readonly #rows: (ProductRow | undefined)[] = [];
  #free: number[] = [];
  /** Slots that postings still name, and that a sweep frees. */
  #unswept: number[] = [];

  get size(): number {
    return this.#slots.size;
  }

  /** Estimates the memory of the index. */
  get bytes(): number {
    return this.#words.bytes + this.#codes.bytes + this.#slots.size * ROW_BYTES;
  }

  /** Share of slots that are waiting for a sweep. */
  get waste(): number {
    return this.#rows.length === 0 ? 0 : this.#unswept.length / this.#rows.length;
  }

  ids(): IterableIterator<string> {
    return this.#slots.keys();
  }

  /** Returns the number of the last event that is known of a product; undefined without it. */
  sequenceOf(id: string): number | undefined {
    const slot = this.#slots.get(id);
    return slot === undefined ? undefined : this.#rows[slot]?.eventSequence;
  }

  /** Adds a product, or replaces what is known of it, unless that is newer. */
  put(product: SearchedProduct): void {
    const slot = this.#slots.get(product.id);
    const known = slot === undefined ? undefined : this.#rows[slot];
    if (slot !== undefined && known !== undefined) {
      if (known.eventSequence > product.eventSequence) return;
      if (known.revision === product.revision) {
        // Only what stock changes; the words are the same.
        this.#place(slot, { ...known, ...flagsOf(product) });
        return;
      }
      this.remove(product.id);
    }
    this.#insert(product);
  }

  remove(id: string): void {
    const slot = this.#slots.get(id);
    const row = slot === undefined ? undefined : this.#rows[slot];
    if (slot === undefined || row === undefined) return;
    for (const code of row.codes) this.#codes.delete(code, slot);
    this.#place(slot, undefined);
    this.#slots.delete(id);
    this.#unswept.push(slot);
  }

  /**
   * Forgets the words of removed and replaced products, a few words between two steps of the
   * generator. Products may change meanwhile.
   */
  *sweep(): Generator<void, void, void> {
    const swept = new Set(this.#unswept);
    this.#unswept = [];
    const isUsed = (slot: number) => !swept.has(slot);
    for (let id = 0; id < this.#words.termIds; id += 1) {
      this.#words.sweep(id, isUsed);
      yield;
    }
    this.#free.push(...swept);
  }

  /**
   * Finds a page of products.
   * @throws {BaseError} CURSOR_INVALID.
   */
  find({ status, filter, sort, limit, cursor }: FindQuery): FoundPage {
    const failedBy = compileFilter(filter, this.#keys);
    const isAfter = cursor === undefined ? () => true : afterCursor(sort, cursor);
    const top = new TopList<Ranked>(limit + 1, compareBy(sort));
    this.#eachMatch(status, filter.search, (row, rank) => {
      if (failedBy(row) !== 0) return;
      const ranked = { row, rank };
      if (top.accepts(ranked) && isAfter(ranked)) top.add(ranked);
    });
    const page = top.values.slice(0, limit);
    const last = top.values.length > limit ? page.at(-1) : undefined;
    return {
      ids: page.map(({ row }) => row.id),
      nextCursor: last === undefined ? null : cursorOf(sort, last),
    };
  }

  /** Counts the facets of active products; prices are in this currency. */
  facets(filter: ProductFilter, currency: string): FacetsView {
    const failedBy: FailedConditions = compileFilter(filter, this.#keys);
    const counter = new FacetCounter(this.#keys);
    this.#eachMatch('active', filter.search, (row) => counter.add(row, failedBy(row)));
    return counter.result(currency);
  }

  /** Returns vendors, types and tags of active products that have a word that the text begins. */
  suggestValues(text: string, limit: number): SuggestedValue[] {
    const words = searchWordsOf(text).map(({ word }) => word);
    if (words.length === 0) return [];
    const top = new TopList<{ kind: KeyKind; value: string; active: number; key: string }>(
      limit,
      (one, other) => other.active - one.active || (one.key < other.key ? -1 : 1),
    );
    for (const { key, kind, label, active } of this.#keys.entries) {
      if (active === 0) continue;
      const own = searchWordsOf(label).map(({ word }) => word);
      if (words.every((word) => own.some((each) => each.startsWith(word)))) {
        top.add({ kind, value: label, active, key });
      }
    }
    return top.values.map(({ kind, value }) => ({ kind, value }));
  }

  /** Visits the products of a status that a search finds, with their rank; all without a search. */
  #eachMatch(
    status: ProductStatus,
    search: string | undefined,
    visit: (row: ProductRow, rank: number) => void,
  ): void {
    const rows = this.#rows;
    if (search === undefined) {
      for (const row of rows) if (row?.status === status) visit(row, 0);
      return;
    }
    const plan = planSearch(search);
    if (plan === null) return;
    const phrase = ` ${plan.phrase}`;
    const isListed = (slot: number) => rows[slot]?.status === status;
    this.#matcher.match(this.#view(), plan, isListed, (slot, worst, sum, isCode) => {
      const row = rows[slot];
      if (row !== undefined) visit(row, rankOf(isCode, worst, sum, row, phrase));
    });
  }

  #view(): MatchedIndex {
    return { words: this.#words, codes: this.#codes, capacity: this.#rows.length };
  }

  /** Sets the row of a slot, and counts its values. */
  #place(slot: number, row: ProductRow | undefined): void {
    const before = this.#rows[slot];
    if (before?.status === 'active') this.#keys.count(before.keys, -1);
    if (row?.status === 'active') this.#keys.count(row.keys, 1);
    this.#rows[slot] = row;
  }

  #insert(product: SearchedProduct): void {
    const slot = this.#free.pop() ?? this.#rows.length;
    const title = searchWordsOf(product.title);
    const codes = [...new Set(product.codes.map(foldCode))].filter((code) => code !== '');
    this.#place(slot, {
      id: product.id,
      titlePlace: product.titlePlace,
      createdAt: product.createdAt.getTime(),
      phrase: ` ${phraseOf(title)}`,
      keys: this.#keys.of(product),
      codes,
      ...flagsOf(product),
    });
    this.#slots.set(product.id, slot);
    for (const code of codes) this.#codes.add(code, slot);
    for (const [word, mask] of masksOf(product)) this.#words.add(word, slot, mask);
  }
}

type Flags = 'eventSequence' | 'revision' | 'status' | 'isInStock' | 'minPrice';

function flagsOf({
  eventSequence,
  revision,
  status,
  isInStock,
  minPrice,
}: SearchedProduct): Pick<ProductRow, Flags> {
  return { eventSequence, revision, status, isInStock, minPrice };
}

/** Returns the words of a product with the bits of the fields that have them. */
function masksOf(product: SearchedProduct): Map<string, number> {
  const masks = new Map<string, number>();
  const add = (field: Field, texts: readonly string[]) => {
    for (const text of texts) {
      for (const word of spellingsOf(text)) masks.set(word, (masks.get(word) ?? 0) | bitOf(field));
    }
  };
  add('title', [product.title]);
  add('option', product.optionValues);
  add('vendor', product.vendor === null ? [] : [product.vendor]);
  add('tag', product.tags);
  add('type', product.productType === null ? [] : [product.productType]);
  const described = new Set(spellingsOf(textOfHtml(product.descriptionHtml)));
  for (const word of [...described].slice(0, MAX_DESCRIPTION_WORDS)) {
    masks.set(word, (masks.get(word) ?? 0) | bitOf('description'));
  }
  return masks;
}
