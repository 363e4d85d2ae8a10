import { BaseError } from '../errors/base-errors.ts';

/** Serializes work by key within one process. */
export interface KeyedMutex {
  /**
   * Runs work once all earlier work with the same key, or with any of the same keys, has settled.
   * Not reentrant: work that calls `run` with a key it holds waits for itself.
   *
   * @throws {BaseError} SERVER_BUSY when too many calls wait for a key.
   */
  run<Result>(keys: string | readonly string[], work: () => Promise<Result>): Promise<Result>;
}

/** Creates a mutex that lets at most `maxWaiting` calls wait for each key, besides the running one. */
export function createKeyedMutex({ maxWaiting }: { readonly maxWaiting: number }): KeyedMutex {
  const queues = new Map<string, { last: Promise<unknown>; size: number }>();

  return {
    async run(keys, work) {
      const places = [...new Set(typeof keys === 'string' ? [keys] : keys)].map((key) => ({
        key,
        queue: queues.get(key) ?? { last: Promise.resolve(), size: 0 },
      }));
      if (places.some(({ queue }) => queue.size > maxWaiting)) throw new BaseError('SERVER_BUSY');
      // Joins all queues in the same tick: of two calls that share keys, one is first in every
      // shared queue, so that they cannot deadlock.
      const result = Promise.all(places.map(({ queue }) => queue.last)).then(work);
      const done = result.catch(() => undefined);
      for (const { key, queue } of places) {
        queues.set(key, queue);
        queue.size += 1;
        queue.last = done;
      }
      try {
        return await result;
      } finally {
        for (const { key, queue } of places) {
          queue.size -= 1;
          if (queue.size === 0) queues.delete(key);
        }
      }
    },
  };
}
