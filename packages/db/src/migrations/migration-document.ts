/** A migration that was begun in this database, in `migrations`. */
export interface MigrationDocument {
  /** The migration's id. */
  readonly _id: string;
  /** When its last run began. */
  readonly startedAt: Date;
  /** Null until it has run to its end. */
  readonly finishedAt: Date | null;
  /** The message of the error that ended its last run; null while it runs and when it is done. */
  readonly error: string | null;
}
