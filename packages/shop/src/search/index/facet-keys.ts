import { foldText } from '@trastienda/mongo';
import { searchWordsOf } from '../text/search-words.ts';
import { bytesColumn, intsColumn, withRoom } from './columns.ts';
import { CONDITION_OF, type KeyKind } from './conditions.ts';
import { IntList } from './int-list.ts';

/** What a value costs beside its characters and postings, roughly, in bytes. */
const KEY_BYTES = 600;

/** A value by which products are filtered, in the spelling of the product that was written last. */
export interface FacetKey {
  readonly key: string;
  readonly kind: KeyKind;
  label: string;
  /** The words of the label. */
  words: readonly string[];
  /** When the product of the label was written, in milliseconds. */
  labeledAt: number;
  /** Slots of the products that have it, and of some that had it. */
  readonly slots: IntList;
}

interface Labeled {
  readonly tags: readonly string[];
  readonly vendor: string | null;
  readonly productType: string | null;
  readonly updatedAt: Date;
}

/** Numbers the values of tags, vendors and types; values that differ in case or accents are one. */
export class FacetKeys {
  readonly #ids = new Map<string, number>();
  readonly #entries: FacetKey[] = [];
  #conditions = bytesColumn(0);
  #active = intsColumn(0);
  #inStock = intsColumn(0);
  #bytes = 0;

  get entries(): readonly FacetKey[] {
    return this.#entries;
  }

  /** The condition on the facet of each value. */
  get conditions(): Uint8Array {
    return this.#conditions;
  }

  /** Numbers of active products by value. */
  get active(): Uint32Array {
    return this.#active;
  }

  /** Numbers of active products that are in stock by value. */
  get inStock(): Uint32Array {
    return this.#inStock;
  }

  /** Estimates the memory of values and postings. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Returns the number of a value; undefined when no product has had it. */
  find(kind: KeyKind, value: string): number | undefined {
    return this.#ids.get(`${kind}:${foldText(value)}`);
  }

  /** Returns the numbers of a product's values, each once. */
  of({ tags, vendor, productType, updatedAt }: Labeled): number[] {
    const at = updatedAt.getTime();
    const ids = tags.map((tag) => this.#idOf('tag', tag, at));
    if (vendor !== null) ids.push(this.#idOf('vendor', vendor, at));
    if (productType !== null) ids.push(this.#idOf('type', productType, at));
    return [...new Set(ids)];
  }

  /** Notes the slot of a product that has the values. */
  add(ids: readonly number[], slot: number): void {
    for (const id of ids) {
      const slots = this.#entries[id]?.slots;
      if (slots === undefined) continue;
      const before = slots.bytes;
      slots.push(slot);
      this.#bytes += slots.bytes - before;
    }
  }

  /** Counts an active product's values, or no longer. */
  count(ids: Uint32Array, step: 1 | -1, isInStock: boolean): void {
    for (const id of ids) {
      this.#active[id] = (this.#active[id] ?? 0) + step;
      if (isInStock) this.#inStock[id] = (this.#inStock[id] ?? 0) + step;
    }
  }

  /** Forgets the slots of a value that are no longer in use. */
  sweep(id: number, isUsed: (slot: number) => boolean): void {
    this.#entries[id]?.slots.retain(isUsed);
  }

  #idOf(kind: KeyKind, label: string, at: number): number {
    const key = `${kind}:${foldText(label)}`;
    const known = this.#ids.get(key);
    const entry = known === undefined ? undefined : this.#entries[known];
    if (known === undefined || entry === undefined) {
      const id = this.#entries.length;
      const slots = new IntList();
      this.#ids.set(key, id);
      this.#entries.push({ key, kind, label, words: wordsOf(label), labeledAt: at, slots });
      this.#conditions = withRoom(this.#conditions, id, bytesColumn);
      this.#active = withRoom(this.#active, id, intsColumn);
      this.#inStock = withRoom(this.#inStock, id, intsColumn);
      this.#conditions[id] = CONDITION_OF[kind];
      this.#bytes += KEY_BYTES + 2 * key.length + slots.bytes;
      return id;
    }
    if (at >= entry.labeledAt) {
      if (entry.label !== label) entry.words = wordsOf(label);
      entry.label = label;
      entry.labeledAt = at;
    }
    return known;
  }
}

const wordsOf = (label: string) => searchWordsOf(label).map(({ word }) => word);
