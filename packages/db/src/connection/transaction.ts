import { AsyncLocalStorage } from 'node:async_hooks';
import { ShopError } from '@trastienda/contract';
import type { Connection } from 'mongoose';
import { readFault } from './faults.ts';

/** After so many lost races the caller is told to come back later. */
const MAX_ATTEMPTS = 16;

/**
 * Runs `work` in a transaction, from the start again when it lost a race. So `work` must read
 * inside it all that it decides upon, run its operations one after another, and do nothing that
 * cannot be repeated.
 */
export type RunTransaction = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Sessions join by async context: every model operation inside `work` takes part without being
 * told. A transaction inside a transaction joins the outer one. The driver retries transient
 * errors and write conflicts with jitter; the bound on attempts is ours. `DATABASE_BUSY`.
 */
export function createTransaction(connection: Connection): RunTransaction {
  const running = new AsyncLocalStorage<true>();
  return async (work) => {
    if (running.getStore()) return work();
    let attempts = 0;
    try {
      return await connection.transaction(
        () => {
          attempts += 1;
          if (attempts > MAX_ATTEMPTS) throw new ShopError('DATABASE_BUSY');
          return running.run(true, work);
        },
        { readConcern: 'snapshot', writeConcern: { w: 'majority' } },
      );
    } catch (error) {
      throw readFault(error);
    }
  };
}
