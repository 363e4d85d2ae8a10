import type { Database } from '@trastienda/db';
import { checkIndexes } from './check-indexes.ts';

/** What an operator should know about a database, a sentence each. */
interface DatabaseRemarks {
  /** Indexes that nothing declares. */
  readonly unknown: readonly string[];
  /** What an upgrade of stored data left as it is. */
  readonly left: readonly string[];
}

/**
 * Makes sure that a database is one that this version works on: that it has its indexes, and what an
 * earlier version stored is in the form that it is looked up by.
 *
 * @throws {IndexesMissingError} when it lacks indexes and is the operator's.
 */
export async function prepareDatabase(
  database: Pick<Database, 'indexes' | 'upgrades'>,
  isEmbedded: boolean,
  now: Date,
): Promise<DatabaseRemarks> {
  const { unknown } = await checkIndexes(database, isEmbedded);
  return { unknown, left: await database.upgrades.runOnce(now) };
}
