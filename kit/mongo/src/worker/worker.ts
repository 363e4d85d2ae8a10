/**
 * Background work in rounds. One process at a time runs it, under a lease: two at once would do no
 * harm, but would do the same work twice.
 */
export interface Job {
  readonly name: string;
  /**
   * Processes some of the due work and returns how much. After 0 the worker rests until the next
   * poll or `wake`. Once the signal is aborted, the round ends with the current item.
   */
  runOnce(signal?: AbortSignal): Promise<number>;
  /**
   * Rest after a round that did work, which no `wake` cuts short: the next round finds more at once.
   * None by default.
   */
  readonly gatherMs?: number;
  /**
   * Polls of the worker from a round that found nothing to the next one; 1 by default. Each is a read
   * that an idle server pays for: work that is woken, or that can wait, is looked for less often.
   */
  idlePolls?(): number;
}

/** Background work on a queue whose items are claimed one by one, by any number of processes. */
export interface QueueJob {
  readonly name: string;
  /** How many items a process works on at once. */
  readonly concurrency: number;
  /** Claims a due item; returns null when none is due. A worker makes one claim at a time. */
  claim(): Promise<Task | null>;
}

/**
 * Processes a claimed item and returns how much was done. The signal is aborted when a stopping
 * worker waits no longer: the task then returns its item to the queue and ends.
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
   * Starts no more work, waits for running work, and releases the leases, so that other processes
   * take over at once. After `withinMs` the tasks of queues that are still running are aborted and
   * waited for. A round of a job is aborted at once and no longer waited for after `withinMs`; its
   * lease then expires. Without `withinMs` running work may take its time. A `start` in the
   * meantime takes effect when running work has ended.
   */
  stop(withinMs?: number): Promise<void>;
  /**
   * Makes every job, or those with these names, look for work at once; call it after adding some. A
   * job that another process runs is not woken.
   */
  wake(names?: ReadonlySet<string>): void;
  /**
   * Runs one round of each job and all due tasks of each queue, one after another, whichever
   * process holds the leases. Returns how much was done in total.
   */
  runOnce(): Promise<number>;
}
