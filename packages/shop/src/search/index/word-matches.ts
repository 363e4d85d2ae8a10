import { NO_LEVEL } from './fields.ts';
import { IntList } from './postings.ts';

/** The products that have one word of a search, each with the best level at which it has it. */
export class WordMatches {
  #levels = new Uint8Array(0);
  readonly slots = new IntList(64);

  /** Forgets the last search; slots are below `capacity`. */
  reset(capacity: number): void {
    if (this.#levels.length < capacity) {
      this.#levels = new Uint8Array(Math.ceil(capacity * 1.5)).fill(NO_LEVEL);
    } else {
      const { values, length } = this.slots;
      for (let index = 0; index < length; index += 1) this.#levels[values[index] ?? 0] = NO_LEVEL;
    }
    this.slots.clear();
  }

  note(slot: number, level: number): void {
    const known = this.#levels[slot] ?? NO_LEVEL;
    if (level >= known) return;
    if (known === NO_LEVEL) this.slots.push(slot);
    this.#levels[slot] = level;
  }

  /** Returns the level of a product; `NO_LEVEL` when it does not have the word. */
  levelOf(slot: number): number {
    return this.#levels[slot] ?? NO_LEVEL;
  }
}
