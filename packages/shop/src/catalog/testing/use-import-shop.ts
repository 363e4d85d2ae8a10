import { OPERATOR_ORIGIN, type StaffProductView } from '@trastienda/shop-contract';
import { type Database, openDatabase } from '@trastienda/shop-db';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach } from 'vitest';
import { sourceOf, toCsv } from '../../base/csv/testing/csv-text.ts';
import type { CatalogService, ImportOptions } from '../catalog-service.ts';
import { createCatalogService } from '../create-catalog-service.ts';

/** A row of a CSV, keyed by column name. */
export type CsvRecord = Readonly<Record<string, string>>;

/** A shop for tests of imports, empty before each test. */
export interface ImportShop {
  readonly database: Database;
  readonly catalog: CatalogService;
  /** Empties the database. */
  clear(): Promise<unknown>;
  /** Imports rows as one product CSV. */
  importRows(
    rows: readonly CsvRecord[],
    options?: ImportOptions,
  ): ReturnType<CatalogService['import']>;
  /** Returns a product of any status by its slug, as staff see it. */
  product(slug: string): Promise<StaffProductView>;
  skusOf(slug: string): Promise<string[]>;
}

/** Opens a shop for the calling test file. */
export async function useImportShop(): Promise<ImportShop> {
  const { server, database } = await useTestDatabase(openDatabase);
  let time = Date.UTC(2026, 0, 1);
  const clock = { now: () => new Date(time++) };
  const catalog = createCatalogService({ database, clock, currency: 'EUR' });
  beforeEach(() => server.clear());

  const product = async (slug: string) => {
    const [found] = await database.products.findBySlugs([slug]);
    if (found === undefined) throw new Error(`There is no product ${slug}.`);
    return catalog.staffGet({ id: found.id });
  };
  return {
    ...{ database, catalog, product },
    clear: () => server.clear(),
    importRows: (rows, options) =>
      catalog.import(sourceOf(toCsv(rows), 500), OPERATOR_ORIGIN, options),
    skusOf: async (slug) => (await product(slug)).variants.map(({ sku }) => sku),
  };
}
