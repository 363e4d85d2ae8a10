/**
 * Background work in rounds. Of all processes one at a time runs it, under a lease: not because two
 * would do harm, but because they would do the same work twice.
 */
export interface Job {
  readonly name: string;
  /**
   * Does some of what is due now and returns how much. After 0 the worker rests until the next poll
   * or `wake`. Once the signal is aborted, the round ends with the item in hand.
   */
  runOnce(signal?: AbortSignal): Promise<number>;
}

/** Background work on a queue whose items are claimed one by one, by any number of processes. */
export interface QueueJob {
  readonly name: string;
  /** How many items a process works on at once. */
  readonly concurrency: number;
  /** Claims the item that is due; null when none is. A worker makes one claim at a time. */
  claim(): Promise<Task | null>;
}

/**
 * Processes a claimed item and returns how much was done. The signal is aborted when a stopping
 * worker waits no longer: the task then gives its item back and ends.
 */
export type Task = (signal: AbortSignal) => Promise<number>;

/** A failure of a job, for operators. */
export interface WorkerFault {
  readonly job: string;
  readonly error: unknown;
}

/** Runs jobs in the background of a process. None of its functions rejects. */
export interface Worker {
  start(): void;
  /**
   * Begins no more work, waits for what is running, and releases the leases, so that other processes
   * take over at once. After `withinMs` the tasks of queues that are still running are aborted and
   * waited for; a round of a job is aborted at once and no longer waited for after `withinMs`, and
   * its lease ends by itself. Without `withinMs` everything may take its time. A `start` during it
   * begins to work when what is running has ended.
   */
  stop(withinMs?: number): Promise<void>;
  /** Makes every job look for work at once, because this process knows of some. */
  wake(): void;
  /**
   * Runs one round of each job and all due tasks of each queue, one after another, whoever holds the
   * leases. Returns how much was done in all.
   */
  runOnce(): Promise<number>;
}
