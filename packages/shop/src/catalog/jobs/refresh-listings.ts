import type { Clock } from '@trastienda/base';
import type { Job } from '@trastienda/mongo';
import { type Database, FacetTally, type StaleListing } from '@trastienda/shop-db';
import { availabilityEvent } from '../product-event.ts';
import { withStock } from '../with-stock.ts';

interface RefreshListingsDeps {
  readonly database: Pick<Database, 'stock' | 'products' | 'facets' | 'events' | 'transaction'>;
  readonly clock: Clock;
}

/** SKUs per read. */
const BATCH = 20;

/**
 * Updates the in-stock flags of products and their variants after stock has crossed zero; returns 0
 * when no listing is stale. Products that fail do not hold back the others; the first failure is thrown at
 * the end.
 */
export function createRefreshListings({ database, clock }: RefreshListingsDeps): Job {
  const { stock, products, facets, events } = database;

  /**
   * Reads everything in the transaction that writes it: stock that crosses zero meanwhile, or an
   * edit of the product by staff, makes one of the two transactions retry. So neither an edit nor a
   * stale mark is lost.
   */
  const refresh = (productId: string) =>
    database.transaction(async () => {
      const before = await products.find(productId);
      if (before !== null) {
        const views = await stock.find(before.variants.map(({ sku }) => sku));
        const [counted = before] = withStock([before], views);
        const after = await products.refreshListing(before, counted.variants);
        const tally = new FacetTally();
        tally.add(before, -1);
        tally.add(after, 1);
        await facets.apply(tally);
        if (after.eventSequence !== before.eventSequence) {
          const context = { at: clock.now(), requestId: null };
          await events.append([availabilityEvent(before, after, context)]);
        }
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
        // Continue after the products that failed; otherwise their stale marks would be found again
        // and again.
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
