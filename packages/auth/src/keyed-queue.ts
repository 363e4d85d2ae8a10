import { ShopError } from '@trastienda/contract';

/** Lets work that has the same key wait for each other, in this process. */
export interface KeyedQueue {
  /** Runs work after that which came before with the same key. `SERVER_BUSY` when too much waits. */
  run<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
}

/** A queue for each key that is in use, of at most `maxWaiting` besides the one that runs. */
export function createKeyedQueue({ maxWaiting }: { readonly maxWaiting: number }): KeyedQueue {
  const queues = new Map<string, { last: Promise<unknown>; size: number }>();

  return {
    async run(key, work) {
      const queue = queues.get(key) ?? { last: Promise.resolve(), size: 0 };
      if (queue.size > maxWaiting) throw new ShopError('SERVER_BUSY');
      queues.set(key, queue);
      queue.size += 1;
      const result = queue.last.then(work);
      queue.last = result.catch(() => undefined);
      try {
        return await result;
      } finally {
        queue.size -= 1;
        if (queue.size === 0) queues.delete(key);
      }
    },
  };
}
