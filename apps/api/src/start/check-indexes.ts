import type { Database, IndexDifferences } from '@trastienda/db';

/** A database that must not be used as it is, in words for an operator. */
export class IndexesMissingError extends Error {
  override readonly name = 'IndexesMissingError';
}

/**
 * Makes sure that no declared index is missing. An embedded database is made ready at once; any
 * other one is the operator's, who runs `sync-indexes` when it suits the shop, because building
 * an index under load is not for a start-up.
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
