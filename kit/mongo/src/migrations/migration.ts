import type { mongo } from 'mongoose';

/** Dependencies of a migration. */
export interface MigrationContext {
  /**
   * The database through the driver. Models describe the current schema, so a migration that used
   * them would change its meaning with later versions.
   */
  readonly db: mongo.Db;
  /** Runs work in a transaction and retries it from the start after a write conflict. */
  transaction<Result>(work: (session: mongo.ClientSession) => Promise<Result>): Promise<Result>;
  /** Aborted when this process has lost the lease, because another one may be migrating. */
  readonly signal: AbortSignal;
}

/**
 * A numbered change of stored data. It runs once, but its process may be killed at any moment,
 * after which it runs from the start; and a process that lost its lease may still write after the
 * next one has started. So each write must be a transaction, or guarded so that repeating it
 * changes nothing.
 */
export interface Migration {
  /** The name of its file: `0001-one-form`. Stored, so it never changes. */
  readonly id: string;
  /** One line for operators. */
  readonly description: string;
  /**
   * Names that it replaces: by collection, one of the fields, or null for the collection itself. A
   * document under such a name that is there afterwards is from an earlier version.
   */
  readonly former?: Readonly<Record<string, string | null>>;
  /** Returns a sentence for an operator about each thing left unchanged. */
  run(context: MigrationContext): Promise<readonly string[]>;
  /** Returns when a version without migrations made the same change. */
  findEarlierRun?(db: mongo.Db): Promise<Date | null>;
}
