export type { CatalogService, ImportProgress } from './catalog/catalog-service.ts';
