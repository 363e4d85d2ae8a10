import { FacetTally, type ProductState, type StoredProduct } from '@trastienda/db';
import type { ChangeContext } from '../base/change-context.ts';
import { openStock } from '../stock/open-stock.ts';
import type { CatalogDeps } from './catalog-service.ts';
import { withStock } from './with-stock.ts';

/** A product as lists have it, null for a new one, and as it shall be. */
export interface ProductChange {
  readonly before: StoredProduct | null;
  readonly after: ProductState;
}

/**
 * The one way in which products change: all of them, and their stock and the counters of the
 * facets with them, or none. A SKU that has stock keeps it, whatever its inventory says.
 * `PRODUCT_REVISION_STALE`, `PRODUCT_SLUG_TAKEN`, `VARIANT_SKU_TAKEN`, `DATABASE_BUSY`.
 */
export function writeProducts(
  { database }: Pick<CatalogDeps, 'database'>,
  changes: readonly ProductChange[],
  context: ChangeContext,
): Promise<StoredProduct[]> {
  return database.transaction(async () => {
    const stock = await openStock(
      database,
      changes.flatMap(({ after: { id, variants } }) =>
        variants.map(({ sku, inventory }) => ({ sku, productId: id, ...inventory })),
      ),
      context,
    );
    const products = withStock(
      changes.map(({ after }) => after),
      stock,
    );
    const written = await database.products.write(
      products.map((product, index) => {
        const before = changes[index]?.before ?? null;
        if (before === null) return { product, isNew: true };
        return { product, isNew: false, wasInStock: before.isInStock };
      }),
    );
    const tally = new FacetTally();
    for (const { before } of changes) if (before !== null) tally.add(before, -1);
    for (const after of written) tally.add(after, 1);
    await database.facets.apply(tally);
    return written;
  });
}
