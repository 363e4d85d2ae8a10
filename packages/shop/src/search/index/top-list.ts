/** Keeps the first few of many values in an order. */
export class TopList<Value> {
  readonly #values: Value[] = [];
  readonly #limit: number;
  readonly #compare: (one: Value, other: Value) => number;

  constructor(limit: number, compare: (one: Value, other: Value) => number) {
    this.#limit = limit;
    this.#compare = compare;
  }

  /** The first values, in order. */
  get values(): readonly Value[] {
    return this.#values;
  }

  /** Returns whether a value would be one of the first. */
  accepts(value: Value): boolean {
    const last = this.#values[this.#limit - 1];
    return last === undefined || this.#compare(value, last) < 0;
  }

  add(value: Value): void {
    if (!this.accepts(value)) return;
    const values = this.#values;
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = values[middle];
      if (other !== undefined && this.#compare(other, value) <= 0) low = middle + 1;
      else high = middle;
    }
    values.splice(low, 0, value);
    if (values.length > this.#limit) values.pop();
  }
}
