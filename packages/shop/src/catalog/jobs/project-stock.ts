import { type Database, FacetTally, type UnlistedStock } from '@trastienda/db';
import { withStock } from '../with-stock.ts';

export interface StockProjectorDeps {
  readonly database: Pick<Database, 'stock' | 'products' | 'facets' | 'transaction'>;
}

/** Tells lists of products what has come into stock or gone out of it. */
export interface StockProjector {
  /**
   * One round: gives how many products were looked at, 0 when lists know everything. Any number of
   * processes may run it at once. Products that fail do not keep back the others; the first failure
   * is thrown at the end. Once the signal is aborted it ends with the product in hand.
   */
  runOnce(signal?: AbortSignal): Promise<number>;
}

/** How many SKUs are read at a time. */
const BATCH = 20;

/** The background job that keeps what lists say of products in step with stock. */
export function createStockProjector({ database }: StockProjectorDeps): StockProjector {
  const { stock, products, facets } = database;

  /**
   * All of it is read in the transaction that writes it: stock that crosses zero meanwhile, or staff
   * who edit the product, make one of the two run again. So neither an edit nor a mark is lost.
   */
  const project = (productId: string) =>
    database.transaction(async () => {
      const before = await products.find(productId);
      if (before !== null) {
        const views = await stock.find(before.variants.map(({ sku }) => sku));
        const [counted = before] = withStock([before], views);
        const after = await products.relist(counted);
        const tally = new FacetTally();
        tally.add(before, -1);
        tally.add(after, 1);
        await facets.apply(tally);
      }
      await stock.markListed(productId);
    });

  return {
    async runOnce(signal) {
      let looked = 0;
      let failure: { readonly error: unknown } | null = null;
      let found: UnlistedStock[] = [];
      do {
        // On past those that failed: what they keep unlisted would be found again and again.
        found = await stock.findUnlisted(BATCH, found.at(-1)?.sku);
        for (const productId of new Set(found.map((unlisted) => unlisted.productId))) {
          if (signal?.aborted) return looked;
          looked += 1;
          try {
            await project(productId);
          } catch (error) {
            failure ??= { error };
          }
        }
      } while (found.length === BATCH);
      if (failure !== null) throw failure.error;
      return looked;
    },
  };
}
