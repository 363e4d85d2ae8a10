import type { StoreDefinition, StoreOpening } from './collections/define-collection.ts';
import { createIndexes, type Indexes } from './collections/indexes.ts';
import { guardStore } from './connection/guard-store.ts';
import { type ConnectionOptions, openConnection } from './connection/open-connection.ts';
import { createStorageRoom } from './connection/storage-room.ts';
import { createTransaction, type RunTransaction } from './connection/transaction.ts';
import { leases } from './leases/lease-store.ts';
import { createMigrations, type Migrations } from './migrations/create-migrations.ts';
import type { Migration } from './migrations/migration.ts';

/** What every open database offers besides its stores. */
export interface DatabaseCore {
  readonly transaction: RunTransaction;
  /** Indexes of all collections. */
  readonly indexes: Indexes;
  readonly migrations: Migrations;
  /**
   * Resolves when the server responds, and has room for data if a write has found none.
   *
   * @throws {BaseError} DATABASE_UNAVAILABLE when the server does not respond.
   * @throws {BaseError} STORAGE_FULL when it has no room.
   */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Collections and other stores, by the name under which the database offers them. */
export type StoreDefinitions = {
  readonly [Name in string]: StoreDefinition<object>;
} & { readonly [Name in keyof DatabaseCore]?: never };

/** The open stores of some definitions, and transactions over them. */
export type DatabaseOf<Definitions> = DatabaseCore & {
  readonly [Name in keyof Definitions]: Definitions[Name] extends StoreDefinition<infer Store>
    ? Store
    : never;
};

export interface OpenDatabaseOptions<Definitions> extends ConnectionOptions {
  /** A MongoDB connection string. */
  readonly uri: string;
  readonly collections: Definitions;
  /** Changes of stored data, in the order in which they run. */
  readonly migrations?: readonly Migration[];
}

/**
 * Opens the database at a MongoDB URI.
 * @throws {BaseError} DATABASE_UNAVAILABLE when it cannot be reached.
 * @throws {DatabaseUnfitError} when it cannot run transactions.
 */
export async function openDatabase<Definitions extends StoreDefinitions>({
  uri,
  collections,
  migrations = [],
  ...options
}: OpenDatabaseOptions<Definitions>): Promise<DatabaseOf<Definitions>> {
  const { mongoose, connection } = await openConnection(uri, options);
  const room = createStorageRoom(connection);
  const opening: StoreOpening = {
    connection,
    guard: (store) => guardStore(store, room.note),
  };
  try {
    const core: DatabaseCore = {
      transaction: createTransaction(connection, room.note),
      migrations: opening.guard(createMigrations(connection, leases.open(opening), migrations)),
      indexes: opening.guard(createIndexes(connection)),
      ...opening.guard({
        async ping() {
          await connection.db?.admin().command({ ping: 1 });
          await room.check();
        },
      }),
      close: () => mongoose.disconnect(),
    };
    const stores = Object.entries(collections).map(([name, each]) => [name, each.open(opening)]);
    return { ...Object.fromEntries(stores), ...core } as DatabaseOf<Definitions>;
  } catch (error) {
    await mongoose.disconnect();
    throw error;
  }
}
