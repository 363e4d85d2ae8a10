import type { Job } from './worker.ts';

/** Maximum failures that a round reports; enough to diagnose why nothing gets done. */
const MAX_FAULTS = 10;

const BATCH_SIZE = 100;

export interface BatchJobOptions<Item> {
  readonly name: string;
  readonly idlePolls?: Job['idlePolls'];
  /** Number of items per read; 100 by default. */
  readonly batchSize?: number;
  /**
   * Finds due items in a fixed order, at most `limit`: those after `last`, the last one of the batch
   * before.
   */
  find(last: Item | undefined, limit: number): Promise<readonly Item[]>;
  /**
   * Does the work of an item, in a transaction that also ends its being due. Returns false when there
   * was nothing to do, because another process was faster.
   */
  run(item: Item): Promise<boolean>;
}

/**
 * Creates a job that works through due items, one after another. One that fails holds back no other:
 * it is still due in the next round, and its failure is reported at the end of this one.
 */
export function createBatchJob<Item>(options: BatchJobOptions<Item>): Job {
  const { name, batchSize = BATCH_SIZE, idlePolls, find, run } = options;
  return {
    name,
    ...(idlePolls && { idlePolls }),
    async runOnce(signal) {
      const faults: unknown[] = [];
      let done = 0;
      let items: readonly Item[] = [];
      do {
        items = await find(items.at(-1), batchSize);
        for (const item of items) {
          if (signal?.aborted === true) return done;
          try {
            if (await run(item)) done += 1;
          } catch (error) {
            if (faults.length < MAX_FAULTS) faults.push(error);
          }
        }
      } while (items.length === batchSize);
      if (faults.length > 0) throw new AggregateError(faults, `Not all of ${name} was done.`);
      return done;
    },
  };
}
