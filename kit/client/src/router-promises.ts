/** What the procedures of a server promise, by their paths, such as `notes.write`. */
export interface RouterPromises {
  /** Mutations that require an idempotency key. */
  readonly keyed: readonly string[];
  /** Mutations that have no further effect when they are repeated. */
  readonly natural: readonly string[];
  /** Queries whose answers caches may store: the same for every caller. */
  readonly cached: readonly string[];
}
