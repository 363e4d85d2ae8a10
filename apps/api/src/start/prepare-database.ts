import type { Database } from '@trastienda/db';
import { checkIndexes } from './check-indexes.ts';
import { checkMigrations, type MigrationCheck } from './check-migrations.ts';

/** What an operator should know about a database, a sentence each. */
interface DatabaseRemarks {
  /** Indexes that nothing declares. */
  readonly unknown: readonly string[];
  /** What a migration of stored data left as it is. */
  readonly left: readonly string[];
}

/**
 * Makes sure that a database is one that this version works on: that its data has today's shape, and
 * that it has its indexes. Migrations come first: an index may need what they change.
 *
 * @throws {MigrationsPendingError} when it has to be migrated and is the operator's.
 * @throws {IndexesMissingError} when it lacks indexes and is the operator's.
 */
export async function prepareDatabase(
  database: Pick<Database, 'indexes' | 'migrations'>,
  check: MigrationCheck,
): Promise<DatabaseRemarks> {
  const left = await checkMigrations(database, check);
  const { unknown } = await checkIndexes(database, check.isEmbedded);
  return { unknown, left };
}
