/** Counts items and keeps the first of them for a report. */
export class CappedList<Item> {
  readonly first: Item[] = [];
  readonly #max: number;
  #count = 0;

  constructor(max: number) {
    this.#max = max;
  }

  get count(): number {
    return this.#count;
  }

  add(...items: readonly Item[]): void {
    this.#count += items.length;
    this.first.push(...items.slice(0, Math.max(0, this.#max - this.first.length)));
  }
}
