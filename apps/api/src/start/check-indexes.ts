import type { IndexDifferences } from '@trastienda/mongo';
import type { Database } from '@trastienda/shop-db';

/** A database that lacks indexes; the message is for operators. */
export class IndexesMissingError extends Error {
  override readonly name = 'IndexesMissingError';
}

/**
 * Checks that no declared index is missing. Creates missing indexes of an embedded database. For
 * any other database the operator runs `sync-indexes` at a suitable time, because building an index
 * under load must not happen at start.
 *
 * @throws {IndexesMissingError} when a database of the operator lacks indexes.
 */
export async function checkIndexes(
  { indexes }: Pick<Database, 'indexes'>,
  isEmbedded: boolean,
): Promise<IndexDifferences> {
  const differences = await indexes.check();
  if (differences.missing.length === 0) return differences;
  if (!isEmbedded) {
    throw new IndexesMissingError(
      `The database lacks indexes; run \`pnpm shop sync-indexes\` first:\n  ${differences.missing.join('\n  ')}`,
    );
  }
  await indexes.sync();
  return { ...differences, missing: [] };
}
