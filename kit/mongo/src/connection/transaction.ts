import { BaseError, isAppError } from '@trastienda/base';
import type { Connection, mongo } from 'mongoose';
import { beginAttempt, reportCommit } from './after-commit.ts';
import { requireTime } from './deadlines.ts';
import { readFault } from './faults.ts';
import { sessionContextOf } from './session-context.ts';

/** Maximum attempts; after that many lost races the caller must retry later. */
const MAX_ATTEMPTS = 16;

/** No attempt starts after this many milliseconds, so that callers do not wait forever. */
const MAX_DURATION_MS = 15_000;

/**
 * Runs `work` in a transaction and retries it from the start after a lost race. Therefore `work`
 * must read everything that it decides upon inside the transaction, run operations one after
 * another, await all of them (an operation that starts after the end is outside of the
 * transaction), and have no effects that cannot be repeated.
 */
export type RunTransaction = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Returns why the last attempt failed, if callers can react to it; otherwise `DATABASE_BUSY`. */
function finalError(lastError: unknown): unknown {
  const fault = readFault(lastError);
  return isAppError(fault) ? fault : new BaseError('DATABASE_BUSY', { cause: lastError });
}

/**
 * Creates the transaction runner. Sessions propagate by async context: every model operation inside
 * `work` takes part automatically, and a nested transaction joins the outer one. The driver retries
 * transient errors and write conflicts with jitter, and a commit whose response was lost until it
 * knows the outcome (2 minutes at most); the limits on attempts are ours. Once the deadline of
 * the surrounding call has passed, it neither begins an attempt nor commits. `onFault` receives each
 * failure.
 *
 * The async context is disabled while no transaction runs: on Node 20 and 22 an enabled one adds
 * work to every promise of the process, which doubles the cost of code that awaits a lot.
 *
 * @throws {BaseError} DATABASE_BUSY, DATABASE_UNAVAILABLE, DEADLINE_EXCEEDED or STORAGE_FULL.
 */
export function createTransaction(
  connection: Connection,
  onFault: (fault: unknown) => void = () => {},
): RunTransaction {
  const context = sessionContextOf(connection);
  let running = 0;
  // A connection may close while a transaction still waits; that transaction never leaves the
  // context.
  connection.once('close', () => context.disable());
  return async (work) => {
    if (context.getStore() !== undefined) return work();
    running += 1;
    const startedAt = performance.now();
    let attempts = 0;
    let lastError: unknown;
    let committing: mongo.ClientSession | undefined;
    try {
      const committed = await connection.transaction(
        async (session) => {
          const isLate = attempts > 0 && performance.now() - startedAt > MAX_DURATION_MS;
          if (attempts >= MAX_ATTEMPTS || isLate) throw finalError(lastError);
          requireTime(lastError);
          attempts += 1;
          committing = session;
          beginAttempt(session);
          try {
            const result = await work();
            requireTime();
            return result;
          } catch (error) {
            lastError = error;
            throw error;
          }
        },
        { readConcern: 'snapshot', writeConcern: { w: 'majority' } },
      );
      if (committing !== undefined) reportCommit(committing);
      return committed;
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
