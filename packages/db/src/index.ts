export type { IndexDifferences, Indexes } from './connection/indexes.ts';
export { type ConnectionOptions, DatabaseUnfitError } from './connection/open-connection.ts';
export type { RunTransaction } from './connection/transaction.ts';
export { type FacetCounts, FacetTally } from './facets/facet-entries.ts';
export type { FacetStore } from './facets/facet-store.ts';
export { type Database, openDatabase } from './open-database.ts';
export type { ProductState } from './products/map-product.ts';
export type { ProductStore, ProductWrite } from './products/product-store.ts';
