import { bytesColumn, intsColumn, shortsColumn, withRoom } from './columns.ts';
import { NO_LEVEL } from './fields.ts';
import type { WordMatches } from './word-matches.ts';

/** The products that have every word of a search, with the levels of their words. */
export class MatchList {
  #values = intsColumn(0);
  #worst = bytesColumn(0);
  #sums = shortsColumn(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Slots; the arrays are the list's own, and have room after `length`. */
  get values(): Uint32Array {
    return this.#values;
  }

  /** The worst level of a word in each. */
  get worst(): Uint8Array {
    return this.#worst;
  }

  /** The sum of the levels in each. */
  get sums(): Uint16Array {
    return this.#sums;
  }

  /** Replaces the list by the products of a status that are in all lists. */
  intersect(lists: readonly WordMatches[], statuses: Uint8Array, status: number): void {
    this.#length = 0;
    const [shortest, ...others] = lists.toSorted((a, b) => a.slots.length - b.slots.length);
    if (shortest === undefined) return;
    const { levels } = shortest;
    const otherLevels = others.map((list) => list.levels);
    const { values: candidates, length: count } = shortest.slots;
    this.#values = withRoom(this.#values, count, intsColumn);
    this.#worst = withRoom(this.#worst, count, bytesColumn);
    this.#sums = withRoom(this.#sums, count, shortsColumn);
    const [values, worsts, sums] = [this.#values, this.#worst, this.#sums];
    let length = 0;
    for (let index = 0; index < count; index += 1) {
      const slot = candidates[index] ?? 0;
      if (statuses[slot] !== status) continue;
      let worst = levels[slot] ?? NO_LEVEL;
      let sum = worst;
      for (let at = 0; at < otherLevels.length; at += 1) {
        const level = otherLevels[at]?.[slot] ?? NO_LEVEL;
        if (level > worst) worst = level;
        sum += level;
      }
      if (worst === NO_LEVEL) continue;
      values[length] = slot;
      worsts[length] = worst;
      sums[length] = sum;
      length += 1;
    }
    this.#length = length;
  }
}
