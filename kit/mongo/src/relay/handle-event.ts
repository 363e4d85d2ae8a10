import { type Deadline, deadlineExceeded, isBaseError } from '@trastienda/base';
import { runBefore } from '../connection/deadlines.ts';
import type { RunTransaction } from '../connection/transaction.ts';
import { ConsumerOutdatedError, TooManyHoldsError } from './consumer-store.ts';

/** Longest time for the events of one transaction. */
const HANDLE_MS = 30_000;

export interface HandlingDeps {
  readonly transaction: RunTransaction;
  /** Longest time for the events of one transaction, in milliseconds; 30 seconds by default. */
  readonly handleMs?: number;
}

/**
 * Runs a transaction that handles events, and ends it when it takes too long: its signal is aborted,
 * and what it still asks of the database fails.
 *
 * @throws {BaseError} DEADLINE_EXCEEDED when the handler has taken too long.
 */
export async function runHandling<Result>(
  { transaction, handleMs = HANDLE_MS }: HandlingDeps,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const endsAt = performance.now() + handleMs;
  const deadline: Deadline = {
    totalMs: handleMs,
    remainingMs: () => Math.max(0, endsAt - performance.now()),
  };
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const failure = deadlineExceeded(deadline);
      controller.abort(failure);
      reject(failure);
    }, handleMs);
  });
  overdue.catch(() => {});
  let settled: Promise<unknown> = Promise.resolve();
  try {
    return await runBefore(deadline, () =>
      // The race ends inside of the transaction, so that it is aborted and its locks are free.
      transaction(() => {
        const working = work(controller.signal);
        settled = working.catch(() => {});
        return Promise.race([working, overdue]);
      }),
    );
  } finally {
    clearTimeout(timer);
    // As long as a handler runs on, its deadline must stay in force.
    if (controller.signal.aborted) void runBefore(deadline, () => settled);
  }
}

/** Failures of the database as a whole. */
const DATABASE_DOWN = ['DATABASE_UNAVAILABLE', 'DATABASE_BUSY', 'STORAGE_FULL'] as const;

/** Returns true for failures that are not of one event: others would meet them, too. */
export const isOfAllEvents = (error: unknown): boolean =>
  error instanceof ConsumerOutdatedError ||
  error instanceof TooManyHoldsError ||
  DATABASE_DOWN.some((reason) => isBaseError(error, reason));
