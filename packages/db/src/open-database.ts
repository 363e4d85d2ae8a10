import { guardStore } from './connection/guard-store.ts';
import { createIndexes, type Indexes } from './connection/indexes.ts';
import { type ConnectionOptions, openConnection } from './connection/open-connection.ts';
import { createTransaction, type RunTransaction } from './connection/transaction.ts';
import { createFacetStore, type FacetStore } from './facets/facet-store.ts';
import { createProductStore, type ProductStore } from './products/product-store.ts';

/** The shop's database: a store for each collection, and transactions over them. */
export interface Database {
  readonly products: ProductStore;
  readonly facets: FacetStore;
  readonly transaction: RunTransaction;
  readonly indexes: Indexes;
  /** Resolves when the server answers. `DATABASE_UNAVAILABLE`. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database at a MongoDB URI. `DATABASE_UNAVAILABLE` when it cannot be reached; a
 * `DatabaseUnfitError` when it cannot do transactions.
 */
export async function openDatabase(
  uri: string,
  options: ConnectionOptions = {},
): Promise<Database> {
  const { mongoose, connection } = await openConnection(uri, options);
  return {
    products: guardStore(createProductStore(connection)),
    facets: guardStore(createFacetStore(connection)),
    transaction: createTransaction(connection),
    indexes: guardStore(createIndexes(connection)),
    ...guardStore({
      async ping() {
        await connection.db?.admin().command({ ping: 1 });
      },
    }),
    close: () => mongoose.disconnect(),
  };
}
