import { AsyncLocalStorage } from 'node:async_hooks';
import { ShopError } from '@trastienda/contract';
import type { Connection } from 'mongoose';
import { readFault } from './faults.ts';

/** After so many lost races the caller is told to come back later. */
const MAX_ATTEMPTS = 16;

/** No new attempt is begun after this many milliseconds: nobody waits for ever. */
const MAX_DURATION_MS = 15_000;

/**
 * Runs `work` in a transaction, from the start again when it lost a race. So `work` must read
 * inside it all that it decides upon, run its operations one after another, wait for all of them (an
 * operation that begins after the end is outside of the transaction), and do nothing that cannot be
 * repeated.
 */
export type RunTransaction = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Why the last attempt failed, where callers can tell; else that there were too many. */
function givingUp(lastError: unknown): unknown {
  const fault = readFault(lastError);
  return fault instanceof ShopError ? fault : new ShopError('DATABASE_BUSY', { cause: lastError });
}

/** The async context in which Mongoose hands the session of a transaction to its operations. */
function contextOf({ base }: Connection): AsyncLocalStorage<unknown> {
  const context: unknown = Reflect.get(base, 'transactionAsyncLocalStorage');
  if (context instanceof AsyncLocalStorage) return context;
  throw new Error('Mongoose must be created with `transactionAsyncLocalStorage`.');
}

/**
 * Sessions join by async context: every model operation inside `work` takes part without being
 * told. A transaction inside a transaction joins the outer one. The driver retries transient
 * errors and write conflicts with jitter, and a commit whose answer was lost until it knows the
 * outcome (2 minutes at most); the bounds on attempts are ours. `DATABASE_BUSY`,
 * `DATABASE_UNAVAILABLE`, `STORAGE_FULL`. `onFault` sees each of them.
 *
 * The async context is disabled while no transaction runs: on Node 20 and 22 an enabled one adds
 * work to every promise of the process, which doubles the cost of code that awaits much.
 */
export function createTransaction(
  connection: Connection,
  onFault: (fault: unknown) => void = () => {},
): RunTransaction {
  const context = contextOf(connection);
  let running = 0;
  // A connection may close while a transaction still waits, which then never leaves.
  connection.once('close', () => context.disable());
  return async (work) => {
    if (context.getStore() !== undefined) return work();
    running += 1;
    const startedAt = performance.now();
    let attempts = 0;
    let lastError: unknown;
    try {
      return await connection.transaction(
        async () => {
          const isLate = attempts > 0 && performance.now() - startedAt > MAX_DURATION_MS;
          if (attempts >= MAX_ATTEMPTS || isLate) throw givingUp(lastError);
          attempts += 1;
          try {
            return await work();
          } catch (error) {
            lastError = error;
            throw error;
          }
        },
        { readConcern: 'snapshot', writeConcern: { w: 'majority' } },
      );
    } catch (error) {
      const fault = readFault(error);
      onFault(fault);
      throw fault;
    } finally {
      running -= 1;
      if (running === 0) context.disable();
    }
  };
}
