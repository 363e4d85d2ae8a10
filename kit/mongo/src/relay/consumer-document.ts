/** The progress of a consumer, in `event_consumers`. */
export interface ConsumerDocument {
  /** Name of the consumer. */
  readonly _id: string;
  /** All events up to this position are done, but those of aggregates that are held back. */
  readonly position: number;
  /** Counts changes of the progress: of two transactions that change it, one is retried. */
  readonly revision: number;
  readonly isReplayable: boolean;
  /** Types of events that any version has handled. */
  readonly types: readonly string[];
  readonly createdAt: Date;
}

/**
 * An aggregate whose event a consumer has failed to handle, in `event_holds`: that event and the later
 * ones of the aggregate wait. Unique by consumer, aggregate and its id.
 */
export interface HoldDocument {
  readonly _id: string;
  readonly consumer: string;
  readonly aggregate: string;
  readonly aggregateId: string;
  /** Number of the first event that is not done. */
  readonly sequence: number;
  /** Failures of that event in a row. */
  readonly failures: number;
  /** When it is tried again; not at all while `isParked`. */
  readonly retryAt: Date;
  /** True once the event has failed too often, until staff resume it. */
  readonly isParked: boolean;
  /** Message of the last failure. */
  readonly error: string;
  /** When the first failure was. */
  readonly heldAt: Date;
}
