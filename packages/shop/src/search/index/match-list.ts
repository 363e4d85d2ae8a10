import { intsColumn, withRoom } from './columns.ts';
import { NO_LEVEL } from './fields.ts';
import type { WordMatches } from './word-matches.ts';

/** The products that have every word of a search. */
export class MatchList {
  #values = intsColumn(0);
  #length = 0;
  #levels: readonly Uint8Array[] = [];

  get length(): number {
    return this.#length;
  }

  /** Slots; the array is the list's own, and has room after `length`. */
  get values(): Uint32Array {
    return this.#values;
  }

  /** The levels by slot, of each word. */
  get levels(): readonly Uint8Array[] {
    return this.#levels;
  }

  /** Replaces the list by the products of a status that are in all lists. */
  intersect(lists: readonly WordMatches[], statuses: Uint8Array, status: number): void {
    this.#length = 0;
    this.#levels = lists.map(({ levels }) => levels);
    const [shortest, ...others] = lists.toSorted((a, b) => a.slots.length - b.slots.length);
    if (shortest === undefined) return;
    const { values: candidates, length: count } = shortest.slots;
    this.#values = withRoom(this.#values, count, intsColumn);
    const values = this.#values;
    let length = 0;
    for (let index = 0; index < count; index += 1) {
      const slot = candidates[index] ?? 0;
      if (statuses[slot] !== status) continue;
      values[length] = slot;
      length += 1;
    }
    for (const { levels } of others) length = keepListed(values, length, levels);
    this.#length = length;
  }
}

/** Keeps the slots that have a level, in order; returns how many they are. */
function keepListed(values: Uint32Array, length: number, levels: Uint8Array): number {
  let kept = 0;
  for (let index = 0; index < length; index += 1) {
    const slot = values[index] ?? 0;
    if (levels[slot] === NO_LEVEL) continue;
    values[kept] = slot;
    kept += 1;
  }
  return kept;
}
