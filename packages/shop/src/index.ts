export type { CatalogDeps } from './catalog/catalog-deps.ts';
export type { CatalogService, ImportProgress } from './catalog/catalog-service.ts';
export { createCatalogService } from './catalog/create-catalog-service.ts';
export { type Clock, systemClock } from './clock.ts';
export type { CsvSource } from './shopify-csv/csv-source.ts';
