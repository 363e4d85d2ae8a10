import { FIELD_BITS, FIELD_MASK, LEVEL_OF_MASK, NO_LEVEL } from './fields.ts';
import { IntList } from './int-list.ts';

/** Levels that are filled in the time in which one is set. */
const FILL_RATIO = 32;

/** The products that have one word of a search, each with the best level at which it has it. */
export class WordMatches {
  #levels = new Uint8Array(0);
  readonly slots = new IntList(64);

  /** The levels by slot; `NO_LEVEL` where a product does not have the word. */
  get levels(): Uint8Array {
    return this.#levels;
  }

  /** Forgets the last search; slots are below `capacity`. */
  reset(capacity: number): void {
    if (this.#levels.length < capacity) {
      this.#levels = new Uint8Array(Math.ceil(capacity * 1.5)).fill(NO_LEVEL);
    } else if (this.slots.length * FILL_RATIO > this.#levels.length) {
      this.#levels.fill(NO_LEVEL);
    } else {
      const levels = this.#levels;
      const { values, length } = this.slots;
      for (let index = 0; index < length; index += 1) levels[values[index] ?? 0] = NO_LEVEL;
    }
    this.slots.clear();
  }

  note(slot: number, level: number): void {
    const known = this.#levels[slot] ?? NO_LEVEL;
    if (level >= known) return;
    if (known === NO_LEVEL) this.slots.push(slot);
    this.#levels[slot] = level;
  }

  /** Notes the products of postings, by their best field; not those that have it in `except` alone. */
  noteAll({ values, length }: IntList, offset: number, except: number): void {
    const levels = this.#levels;
    for (let index = 0; index < length; index += 1) {
      const posting = values[index] ?? 0;
      const mask = posting & FIELD_MASK;
      if (mask === except) continue;
      const slot = posting >>> FIELD_BITS;
      const level = (LEVEL_OF_MASK[mask] ?? NO_LEVEL) + offset;
      const known = levels[slot] ?? NO_LEVEL;
      if (level >= known) continue;
      if (known === NO_LEVEL) this.slots.push(slot);
      levels[slot] = level;
    }
  }

  /** Returns the level of a product; `NO_LEVEL` when it does not have the word. */
  levelOf(slot: number): number {
    return this.#levels[slot] ?? NO_LEVEL;
  }
}
