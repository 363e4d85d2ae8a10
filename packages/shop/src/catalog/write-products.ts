import type { ChangeContext } from '@trastienda/mongo';
import { FacetTally, type ProductState, type StoredProduct } from '@trastienda/shop-db';
import { openStock } from '../stock/open-stock.ts';
import type { CatalogDeps } from './catalog-service.ts';
import { writtenEvent } from './product-event.ts';
import { useImages } from './store-images.ts';
import { withStock } from './with-stock.ts';

/** A product before (null for a new one) and after the change. */
export interface ProductChange {
  readonly before: StoredProduct | null;
  readonly after: ProductState;
}

/**
 * Writes products with their stock, the facet counters and an event each in one transaction. All
 * product changes go through here. A SKU with existing stock keeps its quantity.
 * @throws {ShopError} PRODUCT_REVISION_STALE, PRODUCT_SLUG_TAKEN, VARIANT_SKU_TAKEN,
 * MEDIA_NOT_FOUND or DATABASE_BUSY.
 */
export function writeProducts(
  { database }: Pick<CatalogDeps, 'database'>,
  changes: readonly ProductChange[],
  context: ChangeContext,
): Promise<StoredProduct[]> {
  return database.transaction(async () => {
    await useImages(database, changes);
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
      products.map((product, index) => ({ product, before: changes[index]?.before ?? null })),
    );
    const tally = new FacetTally();
    for (const { before } of changes) if (before !== null) tally.add(before, -1);
    for (const after of written) tally.add(after, 1);
    await database.facets.apply(tally);
    await database.events.append(
      written.map((after, index) => writtenEvent(changes[index]?.before ?? null, after, context)),
    );
    return written;
  });
}
