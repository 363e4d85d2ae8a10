import type { StaffProductView } from '@trastienda/contract';
import { FacetTally, type ProductState } from '@trastienda/db';
import type { CatalogDeps } from './catalog-deps.ts';

/** A product as it was, null for a new one, and as it shall be. */
export interface ProductChange {
  readonly before: StaffProductView | null;
  readonly after: ProductState;
}

/**
 * The one way in which products change: all of them, and the counters of the facets with them, or
 * none. `PRODUCT_REVISION_STALE`, `PRODUCT_SLUG_TAKEN`, `VARIANT_SKU_TAKEN`, `DATABASE_BUSY`.
 */
export function writeProducts(
  { database }: Pick<CatalogDeps, 'database'>,
  changes: readonly ProductChange[],
): Promise<StaffProductView[]> {
  return database.transaction(async () => {
    const views = await database.products.write(
      changes.map(({ before, after }) => ({ product: after, isNew: before === null })),
    );
    const tally = new FacetTally();
    for (const { before } of changes) if (before !== null) tally.add(before, -1);
    for (const view of views) tally.add(view, 1);
    await database.facets.apply(tally);
    return views;
  });
}
