import type { Database } from '@trastienda/shop-db';
import { checkIndexes } from './check-indexes.ts';
import { checkMigrations, type MigrationCheck } from './check-migrations.ts';

/** Findings for the operator, one sentence each. */
interface DatabaseRemarks {
  /** Undeclared indexes. */
  readonly unknown: readonly string[];
  /** Data that migrations left unchanged. */
  readonly left: readonly string[];
}

/**
 * Checks that stored data is migrated and that indexes exist. Migrations come first, because an
 * index may need them.
 *
 * @throws {MigrationsPendingError} when a database of the operator must be migrated.
 * @throws {IndexesMissingError} when a database of the operator lacks indexes.
 */
export async function prepareDatabase(
  database: Pick<Database, 'indexes' | 'migrations'>,
  check: MigrationCheck,
): Promise<DatabaseRemarks> {
  const left = await checkMigrations(database, check);
  const { unknown } = await checkIndexes(database, check.isEmbedded);
  return { unknown, left };
}
