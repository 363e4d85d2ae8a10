/** Lowest and highest price in minor units. */
export interface PriceBounds {
  readonly min: number;
  readonly max: number;
}

/** Finds the lowest and the highest of some prices. */
export class PriceRange {
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  /** Null without a price. */
  get bounds(): PriceBounds | null {
    return this.#max < this.#min ? null : { min: this.#min, max: this.#max };
  }

  add(amount: number): void {
    if (amount < this.#min) this.#min = amount;
    if (amount > this.#max) this.#max = amount;
  }
}
