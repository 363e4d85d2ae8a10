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
import type { Slots } from './facet-counter.ts';
import { bitOf, type Field, NO_LEVEL } from './fields.ts';
import { afterCursor, compareBy, cursorOf, type Ranked } from './list-order.ts';
import { type MatchedIndex, ProductMatcher } from './match-products.ts';
import { ProductColumns, type ProductFlags, statusNumber } from './product-columns.ts';
import { ProductFacets, type SuggestedValue } from './product-facets.ts';
import { compileFilter } from './product-filter.ts';
import { rankOf } from './rank.ts';
import { planSearch } from './search-plan.ts';
import { TopList } from './top-list.ts';
import { WordIndex } from './word-index.ts';

/** Different words of a description that are searched, the first ones. */
const MAX_DESCRIPTION_WORDS = 200;

/** Words that are added in one step: about a millisecond's. */
const WORDS_OF_A_STEP = 50;

/** What a product costs beside its words, codes and values, measured, in bytes. */
const ROW_BYTES = 430;

const NOTHING: Slots = { values: new Uint32Array(0), length: 0 };

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

/** Products in memory, by words, codes and what lists filter by. */
export class ProductIndex {
  readonly #words = new WordIndex();
  readonly #codes = new CodeIndex();
  readonly #columns = new ProductColumns();
  readonly #facets = new ProductFacets(this.#columns);
  readonly #matcher = new ProductMatcher();
  readonly #slots = new Map<string, number>();
  #free: number[] = [];
  /** Slots that postings still name, and that a sweep frees. */
  #unswept: number[] = [];

  get size(): number {
    return this.#slots.size;
  }

  /** Estimates the memory of the index. */
  get bytes(): number {
    const rows = this.#slots.size * ROW_BYTES;
    return this.#words.bytes + this.#codes.bytes + this.#facets.keys.bytes + rows;
  }

  /** Share of slots that are waiting for a sweep. */
  get waste(): number {
    const { length } = this.#columns;
    return length === 0 ? 0 : this.#unswept.length / length;
  }

  ids(): IterableIterator<string> {
    return this.#slots.keys();
  }

  /** Returns the number of the last event that is known of a product; undefined without it. */
  sequenceOf(id: string): number | undefined {
    const slot = this.#slots.get(id);
    return slot === undefined ? undefined : this.#columns.sequences[slot];
  }

  /** Adds a product, or replaces what is known of it, unless that is newer. */
  put(product: SearchedProduct): void {
    for (const _ of this.putting(product));
  }

  /**
   * Does what `put` does in steps of a few texts or words, because a product may have thousands of them.
   * The index must not be searched or changed otherwise before the last step.
   */
  *putting(product: SearchedProduct): Generator<void, void, void> {
    const slot = this.#slots.get(product.id);
    if (slot !== undefined) {
      const { sequences, revisions } = this.#columns;
      if ((sequences[slot] ?? 0) > product.eventSequence) return;
      if (revisions[slot] === product.revision) {
        // Only what stock changes; the words are the same.
        this.#facets.count(slot, -1);
        this.#columns.setFlags(slot, product);
        this.#facets.count(slot, 1);
        return;
      }
      this.remove(product.id);
    }
    yield* this.#insert(product);
  }

  remove(id: string): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) return;
    for (const code of this.#columns.codes[slot] ?? []) this.#codes.delete(code, slot);
    this.#facets.count(slot, -1);
    this.#columns.delete(slot);
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
    const { keys } = this.#facets;
    for (let id = 0; id < keys.entries.length; id += 1) {
      keys.sweep(id, isUsed);
      yield;
    }
    this.#free.push(...swept);
  }

  /**
   * Finds a page of products.
   * @throws {BaseError} CURSOR_INVALID.
   */
  find({ status, filter, sort, limit, cursor }: FindQuery): FoundPage {
    const columns = this.#columns;
    const compiled = compileFilter(filter, this.#facets.keys, columns);
    const isAfter = cursor === undefined ? () => true : afterCursor(sort, cursor, columns);
    const top = new TopList<Ranked>(limit + 1, compareBy(sort, columns));
    const candidate = { slot: 0, rank: 0 };
    this.#eachMatch(status, filter.search, (slot, rank) => {
      if (compiled.failed(slot) !== 0) return;
      candidate.slot = slot;
      candidate.rank = rank;
      // Only what is shown costs an object.
      if (top.accepts(candidate) && isAfter(candidate)) top.add({ slot, rank });
    });
    const page = top.values.slice(0, limit);
    const last = top.values.length > limit ? page.at(-1) : undefined;
    return {
      ids: page.map(({ slot }) => columns.ids[slot] ?? ''),
      nextCursor: last === undefined ? null : cursorOf(sort, last, columns),
    };
  }

  /** Counts the facets of active products; prices are in this currency. */
  facets(filter: ProductFilter, currency: string): FacetsView {
    const { search } = filter;
    const compiled = compileFilter(filter, this.#facets.keys, this.#columns);
    const found = search === undefined ? null : this.#matchActive(search);
    return this.#facets.viewOf(found, compiled, currency);
  }

  /** Returns vendors, types and tags of active products that have a word that the text begins. */
  suggestValues(text: string, limit: number): SuggestedValue[] {
    return this.#facets.suggest(text, limit);
  }

  /** Visits the products of a status that a search finds, with their rank; all without a search. */
  #eachMatch(
    status: ProductStatus,
    search: string | undefined,
    visit: (slot: number, rank: number) => void,
  ): void {
    const { statuses, inStock, phrases, length } = this.#columns;
    if (search === undefined) {
      const wanted = statusNumber(status);
      for (let slot = 0; slot < length; slot += 1) if (statuses[slot] === wanted) visit(slot, 0);
      return;
    }
    const plan = planSearch(search);
    if (plan === null) return;
    const phrase = ` ${plan.phrase}`;
    const matches = this.#matcher.match(this.#view(), plan, statusNumber(status));
    for (let index = 0; index < matches.length; index += 1) {
      const slot = matches.values[index] ?? 0;
      let worst = 0;
      let sum = 0;
      for (const levels of matches.levels) {
        const level = levels[slot] ?? NO_LEVEL;
        if (level > worst) worst = level;
        sum += level;
      }
      const title = phrases[slot] ?? '';
      visit(slot, rankOf(matches.isCode(slot), worst, sum, inStock[slot] === 1, title, phrase));
    }
  }

  #matchActive(search: string): Slots {
    const plan = planSearch(search);
    if (plan === null) return NOTHING;
    return this.#matcher.match(this.#view(), plan, statusNumber('active'));
  }

  #view(): MatchedIndex {
    const { length: capacity, statuses } = this.#columns;
    return { words: this.#words, codes: this.#codes, capacity, statuses };
  }

  *#insert(product: SearchedProduct): Generator<void, void, void> {
    const slot = this.#free.pop() ?? this.#columns.length;
    const codes = [...new Set(product.codes.map(foldCode))].filter((code) => code !== '');
    const keys = this.#facets.keys.of(product);
    this.#columns.add(slot, {
      ...flagsOf(product),
      id: product.id,
      titlePlace: product.titlePlace,
      createdAt: product.createdAt.getTime(),
      phrase: ` ${phraseOf(searchWordsOf(product.title))}`,
      keys,
      codes,
    });
    this.#facets.keys.add(keys, slot);
    this.#facets.count(slot, 1);
    this.#slots.set(product.id, slot);
    for (const code of codes) this.#codes.add(code, slot);
    const masks = new Map<string, number>();
    yield* noteMasks(product, masks);
    let added = 0;
    for (const [word, mask] of masks) {
      this.#words.add(word, slot, mask);
      added += 1;
      if (added % WORDS_OF_A_STEP === 0) yield;
    }
  }
}

function flagsOf({
  eventSequence,
  revision,
  status,
  isInStock,
  minPrice,
}: SearchedProduct): ProductFlags {
  return { eventSequence, revision, status, isInStock, minPrice };
}

/** Notes the words of a product with the bits of the fields that have them, in steps. */
function* noteMasks(
  product: SearchedProduct,
  masks: Map<string, number>,
): Generator<void, void, void> {
  const note = (field: Field, words: Iterable<string>) => {
    for (const word of words) masks.set(word, (masks.get(word) ?? 0) | bitOf(field));
  };
  const texts: readonly (readonly [Field, readonly string[]])[] = [
    ['title', [product.title]],
    ['option', product.optionValues],
    ['vendor', product.vendor === null ? [] : [product.vendor]],
    ['tag', product.tags],
    ['type', product.productType === null ? [] : [product.productType]],
  ];
  for (const [field, ofField] of texts) {
    for (const text of ofField) {
      note(field, spellingsOf(text));
      yield;
    }
  }
  const described = new Set(spellingsOf(textOfHtml(product.descriptionHtml)));
  yield;
  note('description', [...described].slice(0, MAX_DESCRIPTION_WORDS));
}
