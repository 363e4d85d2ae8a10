import { readFileSync } from 'node:fs';
import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import { sourceOf } from '../../base/csv/testing/csv-text.ts';
import { createCatalogService } from '../../catalog/create-catalog-service.ts';
import { ProductIndex } from '../index/product-index.ts';

/** Reads all products of a database into an index. */
export async function indexOf({ products }: Pick<Database, 'products'>): Promise<ProductIndex> {
  const index = new ProductIndex();
  const versions = await products.findVersions(null, 100_000);
  for (const product of await products.findSearched(versions.map(({ id }) => id))) {
    index.put(product);
  }
  return index;
}
/** Imports a product CSV. */
export async function importFile(database: Database, file: URL): Promise<void> {
  const catalog = createCatalogService({
    database,
    clock: { now: () => new Date('2026-01-01') },
    currency: 'EUR',
  });
  await catalog.import(sourceOf(readFileSync(file, 'utf8'), 64_000), OPERATOR_ORIGIN);
}
