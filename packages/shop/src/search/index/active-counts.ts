import { type PriceBounds, PriceRange } from './price-range.ts';
import { type ProductColumns, statusNumber } from './product-columns.ts';

const ACTIVE = statusNumber('active');

/** Bounds of all active products, and of those in stock; null where there are none. */
interface ActivePrices {
  readonly all: PriceBounds | null;
  readonly inStock: PriceBounds | null;
}

/** What is counted of active products as they change, so that nothing has to be walked to count them. */
export class ActiveCounts {
  #total = 0;
  #inStock = 0;
  /** Null after a change: an extreme that goes away needs a look at the others. */
  #prices: ActivePrices | null = null;

  get total(): number {
    return this.#total;
  }

  get inStock(): number {
    return this.#inStock;
  }

  /** Counts an active product, or no longer. */
  count(step: 1 | -1, isInStock: boolean): void {
    this.#total += step;
    if (isInStock) this.#inStock += step;
    this.#prices = null;
  }

  pricesOf(columns: ProductColumns): ActivePrices {
    this.#prices ??= boundsOf(columns);
    return this.#prices;
  }
}

function boundsOf({ statuses, inStock, minPrices, length }: ProductColumns): ActivePrices {
  const all = new PriceRange();
  const stocked = new PriceRange();
  for (let slot = 0; slot < length; slot += 1) {
    if (statuses[slot] !== ACTIVE) continue;
    const amount = minPrices[slot] ?? 0;
    all.add(amount);
    if (inStock[slot] === 1) stocked.add(amount);
  }
  return { all: all.bounds, inStock: stocked.bounds };
}
