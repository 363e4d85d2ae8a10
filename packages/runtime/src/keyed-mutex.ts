import { ShopError } from '@trastienda/contract';

/** Lets work that has a key in common wait for each other, in this process. */
export interface KeyedQueue {
  /**
   * Runs work after all that came before with its key, or with any of its keys. `SERVER_BUSY` when
   * too much waits. Not to be called by work of the same key: it would wait for itself.
   */
  run<Result>(keys: string | readonly string[], work: () => Promise<Result>): Promise<Result>;
}

/** A queue for each key that is in use, of at most `maxWaiting` besides the one that runs. */
export function createKeyedQueue({ maxWaiting }: { readonly maxWaiting: number }): KeyedQueue {
  const queues = new Map<string, { last: Promise<unknown>; size: number }>();

  return {
    async run(keys, work) {
      const places = [...new Set(typeof keys === 'string' ? [keys] : keys)].map((key) => ({
        key,
        queue: queues.get(key) ?? { last: Promise.resolve(), size: 0 },
      }));
      if (places.some(({ queue }) => queue.size > maxWaiting)) throw new ShopError('SERVER_BUSY');
      // All places are taken at one moment: of two that share keys one is first for each of them,
      // so that they never wait for each other.
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
