import { openConnection } from '../connection/open-connection.ts';
import type { MigrationContext } from '../migrations/migration.ts';
import { createTransactions } from '../migrations/migration-transactions.ts';

/** Opens the context of a migration, for tests that run one migration alone. */
export async function openMigrationContext(
  uri: string,
): Promise<{ readonly context: MigrationContext; close(): Promise<void> }> {
  const { mongoose, connection } = await openConnection(uri, {});
  const { db } = connection;
  if (db === undefined) throw new Error('The connection is not open.');
  return {
    context: {
      db,
      transaction: createTransactions(connection),
      signal: new AbortController().signal,
    },
    close: () => mongoose.disconnect(),
  };
}
