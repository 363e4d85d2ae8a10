import type { mongo } from 'mongoose';

/** What a migration works with. */
export interface MigrationContext {
  /**
   * The database through the driver. Models describe what is stored today, so a migration that used
   * them would change its meaning with the next one.
   */
  readonly db: mongo.Db;
  /** Runs work in a transaction, from the start again after a write conflict. */
  transaction<Result>(work: (session: mongo.ClientSession) => Promise<Result>): Promise<Result>;
  /** Aborted when this process has lost the lease: another one may be migrating by now. */
  readonly signal: AbortSignal;
}

/**
 * A numbered change of what is stored. It is run once, but its process may be killed at any moment and
 * it is then run from the start, and a process that lost its lease may still write while the next one
 * has begun. So each write must be a transaction, or guarded so that its repetition does nothing.
 */
export interface Migration {
  /** The name of its file: `0001-one-form`. Stored, so it never changes. */
  readonly id: string;
  /** One line for operators. */
  readonly description: string;
  /** Returns a sentence for an operator about each thing that was left as it is. */
  run(context: MigrationContext): Promise<readonly string[]>;
  /** Returns when a version from before there were migrations made the same change. */
  findEarlierRun?(db: mongo.Db): Promise<Date | null>;
}
