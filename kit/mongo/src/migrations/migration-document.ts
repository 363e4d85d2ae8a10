/** A migration that has started in this database, in `migrations`. */
export interface MigrationDocument {
  /** The migration's id. */
  readonly _id: string;
  /** Start of its last run. */
  readonly startedAt: Date;
  /** Null until it is complete. */
  readonly finishedAt: Date | null;
  /** Error message of its last run; null while it runs and when it is complete. */
  readonly error: string | null;
}
