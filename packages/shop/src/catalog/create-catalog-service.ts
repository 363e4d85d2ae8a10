import { PLAIN_IMAGES } from '../media/image-library.ts';
import { createBrowseCatalog } from './browse-catalog.ts';
import type { CatalogDeps, CatalogService } from './catalog-service.ts';
import { exportProducts } from './csv/export-products.ts';
import { createEditCatalog } from './edit-catalog.ts';
import { createImportCatalog } from './import-catalog.ts';

/** Creates the catalog service over a database. */
export function createCatalogService(deps: CatalogDeps): CatalogService {
  return {
    ...createBrowseCatalog(deps),
    ...createEditCatalog(deps),
    ...createImportCatalog(deps),
    export: () => exportProducts(deps.database, deps.images ?? PLAIN_IMAGES),
  };
}
