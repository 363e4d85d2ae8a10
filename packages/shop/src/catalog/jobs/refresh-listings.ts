import { type Database, FacetTally, type StaleListing } from '@trastienda/db';
import type { Job } from '@trastienda/runtime';
import { withStock } from '../with-stock.ts';

interface RefreshListingsDeps {
  readonly database: Pick<Database, 'stock' | 'products' | 'facets' | 'transaction'>;
}

/** How many SKUs are read at a time. */
const BATCH = 20;

/**
 * Tells lists of products what has come into stock or gone out of it; 0 when lists know everything.
 * Products that fail do not keep back the others; the first failure is thrown at the end.
 */
export function createRefreshListings({ database }: RefreshListingsDeps): Job {
  const { stock, products, facets } = database;

  /**
   * All of it is read in the transaction that writes it: stock that crosses zero meanwhile, or staff
   * who edit the product, make one of the two run again. So neither an edit nor a mark is lost.
   */
  const refresh = (productId: string) =>
    database.transaction(async () => {
      const before = await products.find(productId);
      if (before !== null) {
        const views = await stock.find(before.variants.map(({ sku }) => sku));
        const [counted = before] = withStock([before], views);
        const after = await products.refreshListing(counted);
        const tally = new FacetTally();
        tally.add(before, -1);
        tally.add(after, 1);
        await facets.apply(tally);
      }
      await stock.markListingsFresh(productId);
    });

  return {
    name: 'stock-in-lists',
    async runOnce(signal) {
      let looked = 0;
      let failure: { readonly error: unknown } | null = null;
      let found: StaleListing[] = [];
      do {
        // On past those that failed: what they keep unlisted would be found again and again.
        found = await stock.findStaleListings(BATCH, found.at(-1)?.sku);
        for (const productId of new Set(found.map((unlisted) => unlisted.productId))) {
          if (signal?.aborted) return looked;
          looked += 1;
          try {
            await refresh(productId);
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
