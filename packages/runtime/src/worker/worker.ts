/** Work that nobody waits for. */
export interface Job {
  readonly name: string;
  /**
   * Does some of what is due now, and gives how much that was: after 0 it is left alone for a
   * while. Any number may run at once, in any number of processes. Once the signal is aborted it ends
   * as soon as what is in hand is done.
   */
  runOnce(signal?: AbortSignal): Promise<number>;
}

/** What went wrong, for an operator to see. */
export interface BackgroundFault {
  readonly job: string;
  readonly error: unknown;
}

/** Does the jobs over and over. */
export interface Background {
  start(): void;
  /** Resolves when what is being done is finished, and other processes may go on at once. */
  stop(): Promise<void>;
  /** Does every job once, whoever else may do it, and gives how much was done in all. */
  runOnce(): Promise<number>;
}
