import type { MigrationProgress } from '@trastienda/mongo';
import type { Database } from '@trastienda/shop-db';

/** A database that an earlier version wrote, in words for an operator. */
export class MigrationsPendingError extends Error {
  override readonly name = 'MigrationsPendingError';
}

export interface MigrationCheck {
  readonly isEmbedded: boolean;
  readonly now: () => Date;
  readonly onProgress: (progress: MigrationProgress) => void;
}

/**
 * Makes sure that stored data has the shape that this version reads. An embedded database is migrated
 * at once, and an empty one recorded as migrated; any other one is the operator's, who makes a backup
 * and runs `migrate`. Returns a sentence about each thing that a migration left as it is.
 *
 * @throws {MigrationsPendingError}
 * @throws {DatabaseNewerError} when a newer version has migrated the database.
 * @throws {EarlierDataError} when an earlier version has written to the migrated database.
 * @throws {ServersRunningError} when an embedded database has to be migrated and another server runs on it.
 * @throws {MigrationFailedError}
 */
export async function checkMigrations(
  { migrations }: Pick<Database, 'migrations'>,
  { isEmbedded, now, onProgress }: MigrationCheck,
): Promise<readonly string[]> {
  const findPending = async () =>
    (await migrations.list()).filter(({ finishedAt }) => finishedAt === null);
  if ((await findPending()).length === 0) return [];
  if (!isEmbedded && !(await migrations.isEmpty())) {
    // Another process may have recorded the database since, and have filled it.
    const pending = await findPending();
    if (pending.length === 0) return [];
    const lines = pending.map(({ id, description }) => `${id}: ${description}`);
    throw new MigrationsPendingError(
      'An earlier version wrote the data of this database. Stop all servers, make a backup, and run ' +
        `\`pnpm shop migrate\` first:\n  ${lines.join('\n  ')}`,
    );
  }
  const { left } = await migrations.run({ now, onProgress });
  return left;
}
