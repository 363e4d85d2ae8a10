import { intsColumn, shortsColumn, withRoom } from './columns.ts';

/** Removed values at which the rest moves together, as a share of the room and at least. */
const MAX_WASTE = 0.25;
const MIN_WASTE = 1024;

/**
 * Short lists of numbers by slot, all in one array: a walk over many slots reads memory in order, where
 * an array for each would be somewhere else for each.
 */
export class FlatLists {
  #values = intsColumn(0);
  #starts = intsColumn(0);
  #lengths = shortsColumn(0);
  /** End of the used part of the values. */
  #end = 0;
  #wasted = 0;

  /** The values of all lists; the list of a slot has `lengths[slot]` of them from `starts[slot]`. */
  get values(): Uint32Array {
    return this.#values;
  }

  get starts(): Uint32Array {
    return this.#starts;
  }

  get lengths(): Uint16Array {
    return this.#lengths;
  }

  get bytes(): number {
    return this.#values.byteLength + this.#starts.byteLength + this.#lengths.byteLength;
  }

  of(slot: number): Uint32Array {
    const start = this.#starts[slot] ?? 0;
    return this.#values.subarray(start, start + (this.#lengths[slot] ?? 0));
  }

  /** Returns whether the list of a slot has one of some values. */
  hasAny(slot: number, wanted: readonly number[]): boolean {
    const start = this.#starts[slot] ?? 0;
    const end = start + (this.#lengths[slot] ?? 0);
    for (let at = start; at < end; at += 1) if (wanted.includes(this.#values[at] ?? 0)) return true;
    return false;
  }

  /** Sets the list of a slot that has none. */
  add(slot: number, list: readonly number[]): void {
    this.#starts = withRoom(this.#starts, slot, intsColumn);
    this.#lengths = withRoom(this.#lengths, slot, shortsColumn);
    if (this.#wasted > Math.max(MIN_WASTE, this.#end * MAX_WASTE)) this.#compact();
    this.#values = withRoom(this.#values, this.#end + list.length, intsColumn);
    this.#values.set(list, this.#end);
    this.#starts[slot] = this.#end;
    this.#lengths[slot] = list.length;
    this.#end += list.length;
  }

  delete(slot: number): void {
    this.#wasted += this.#lengths[slot] ?? 0;
    if (slot < this.#lengths.length) this.#lengths[slot] = 0;
  }

  #compact(): void {
    const values = intsColumn(this.#values.length);
    let end = 0;
    for (const [slot, length] of this.#lengths.entries()) {
      if (length === 0) continue;
      values.set(this.of(slot), end);
      this.#starts[slot] = end;
      end += length;
    }
    this.#values = values;
    this.#end = end;
    this.#wasted = 0;
  }
}
