import type { Clock } from '@trastienda/base';
import type { Job } from '@trastienda/mongo';
import type { Database, StockState } from '@trastienda/shop-db';
import { localDay } from '../local-days.ts';

const HOUR_MS = 3_600_000;
/** SKUs per read. */
const BATCH = 500;

export interface ValueStockDeps {
  readonly database: Pick<Database, 'stock' | 'products' | 'stockValues'>;
  readonly clock: Clock;
  readonly timeZone: string;
  /** Currency of the catalog's prices. */
  readonly currency: string;
}

interface Value {
  readonly skus: number;
  readonly units: number;
  readonly value: number;
}

/** Adds what is on hand of a batch, at the prices of its variants. */
async function addBatch(
  { database, currency }: ValueStockDeps,
  sum: Value,
  stock: readonly StockState[],
): Promise<Value> {
  const onHand = stock.filter((each) => each.isTracked && each.onHand > 0);
  const prices = await database.products.findPrices(onHand.map(({ sku }) => sku));
  return onHand.reduce(({ skus, units, value }, { sku, onHand: count }) => {
    const price = prices.get(sku);
    const amount = price?.currency === currency ? price.amount : 0;
    return { skus: skus + 1, units: units + count, value: value + count * amount };
  }, sum);
}

/**
 * Creates the job that values the stock once an hour, in batches: the last value of a local day stays
 * as that day's. No event tells of each change of stock, and no report may read all of it.
 */
export function createValueStock(deps: ValueStockDeps): Job {
  const { database, clock, timeZone, currency } = deps;
  let nextAt = 0;
  return {
    name: 'value-stock',
    async runOnce(signal) {
      const at = clock.now();
      if (at.getTime() < nextAt) return 0;
      let sum: Value = { skus: 0, units: 0, value: 0 };
      let cursor: string | undefined;
      do {
        const page = await database.stock.list({ limit: BATCH, cursor });
        sum = await addBatch(deps, sum, page.items);
        cursor = page.nextCursor ?? undefined;
        if (signal?.aborted === true) return 0;
      } while (cursor !== undefined);
      await database.stockValues.put({ day: localDay(at, timeZone), at, currency, ...sum });
      nextAt = at.getTime() + HOUR_MS;
      return 0;
    },
  };
}
