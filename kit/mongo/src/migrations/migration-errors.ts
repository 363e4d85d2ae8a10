/** A newer version of the program has migrated the database; the message is for an operator. */
export class DatabaseNewerError extends Error {
  override readonly name = 'DatabaseNewerError';

  constructor(unknown: readonly string[]) {
    super(
      `A newer version of this program has migrated the database (${unknown.join(', ')}): this one would misread it. ` +
        'Run the newer version, or restore a backup from before.',
    );
  }
}

/** An earlier version has written to a migrated database; the message is for an operator. */
export class EarlierDataError extends Error {
  override readonly name = 'EarlierDataError';

  constructor(found: string) {
    super(
      `The database is recorded as migrated, but has data of an earlier version (${found}): ` +
        'that version has run on it since, or its backup was restored over it. ' +
        'Restore a backup into an empty database, and migrate that.',
    );
  }
}

/** Migrations cannot start because servers are running; the message is for an operator. */
export class ServersRunningError extends Error {
  override readonly name = 'ServersRunningError';

  constructor() {
    super(
      'The database must be migrated, and a server is running on it. Stop all servers, then run this again.',
    );
  }
}

/** A migration failed; the message is for an operator. Running it again continues it. */
export class MigrationFailedError extends Error {
  override readonly name = 'MigrationFailedError';

  constructor(id: string, cause: unknown) {
    const message = cause instanceof Error ? cause.message : String(cause);
    super(
      `Migration ${id} failed: ${message}\n` +
        'What it has changed is kept. Once the cause is gone, migrate again to continue it.',
      { cause },
    );
  }
}
