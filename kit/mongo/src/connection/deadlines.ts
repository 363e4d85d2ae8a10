import { AsyncLocalStorage } from 'node:async_hooks';
import { type Deadline, deadlineExceeded } from '@trastienda/base';

const context = new AsyncLocalStorage<Deadline>();
let running = 0;

/** A call as `@trastienda/procedures` hands it on. */
interface BoundCall {
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly deadline: Deadline;
}

/**
 * Returns whether contexts cost nothing. Before Node 24, an enabled one adds work to every promise of
 * the process, and writes itself into them.
 */
function isContextFree(): boolean {
  return context.run({ totalMs: 0, remainingMs: () => 0 }, () => {
    const isTracked = Object.getOwnPropertySymbols(Promise.resolve()).length > 0;
    context.disable();
    return !isTracked;
  });
}

const boundsQueries = isContextFree();

/**
 * Runs work whose database calls end with a deadline: once it has passed, stores reject with
 * DEADLINE_EXCEEDED, and transactions neither begin another attempt nor commit. Reads get the time
 * that is left, at most 5 seconds. A commit that is under way is not stopped.
 */
export async function runBefore<Result>(
  deadline: Deadline,
  work: () => Promise<Result>,
): Promise<Result> {
  running += 1;
  try {
    return await context.run(deadline, work);
  } finally {
    running -= 1;
    if (running === 0) context.disable();
  }
}

const ENDLESS: Deadline = {
  totalMs: Number.POSITIVE_INFINITY,
  remainingMs: () => Number.POSITIVE_INFINITY,
};

/**
 * Runs work to its end whatever the deadline of the surrounding call is: what must not be left half
 * done because a caller has chosen a short one, such as counting the guesses of a password.
 */
export function runWithoutDeadline<Result>(work: () => Promise<Result>): Promise<Result> {
  return context.getStore() === undefined ? work() : context.run(ENDLESS, work);
}

/**
 * Runs the work of a call as `runBefore` does, for `runWithin` of `createApp`. A query changes
 * nothing, and each of its reads is bounded anyway: before Node 24 it runs without its deadline,
 * because the context would cost 6 to 10 % of its CPU time.
 */
export function runCallBefore<Result>(
  { type, deadline }: BoundCall,
  work: () => Promise<Result>,
): Promise<Result> {
  return type === 'query' && !boundsQueries ? work() : runBefore(deadline, work);
}

/** Returns the failure of the surrounding call if its deadline has passed; otherwise undefined. */
export function passedDeadline(cause?: unknown): Error | undefined {
  const deadline = context.getStore();
  if (deadline === undefined || deadline.remainingMs() > 0) return undefined;
  return deadlineExceeded(deadline, cause);
}

/** @throws {BaseError} DEADLINE_EXCEEDED if the deadline of the surrounding call has passed. */
export function requireTime(cause?: unknown): void {
  const failure = passedDeadline(cause);
  if (failure !== undefined) throw failure;
}

/** Returns the deadline of the surrounding call; undefined without one. */
export function currentDeadline(): Deadline | undefined {
  return context.getStore();
}

/**
 * Runs work that several calls share with the deadline that leaves it most time; without one if a
 * call has none.
 */
export function runUntilLast<Result>(
  deadlines: Iterable<Deadline | undefined>,
  work: () => Promise<Result>,
): Promise<Result> {
  let last: Deadline | undefined;
  for (const deadline of deadlines) {
    if (deadline === undefined) return runWithoutDeadline(work);
    if (last === undefined || last.remainingMs() < deadline.remainingMs()) last = deadline;
  }
  return last === undefined ? runWithoutDeadline(work) : runBefore(last, work);
}

/** Longest time of a read on the server, in milliseconds. */
const MAX_READ_MS = 5_000;

/**
 * Returns the maximum time of a list or view read on the server, in milliseconds: the time that the
 * surrounding call has left, and never more than 5 seconds.
 */
export function maxReadMs(): number {
  const left = context.getStore()?.remainingMs() ?? MAX_READ_MS;
  // 0 would be no limit at all.
  return Math.max(1, Math.ceil(Math.min(MAX_READ_MS, left)));
}

/**
 * Waits for a read that may have more time than this call.
 * @throws {BaseError} DEADLINE_EXCEEDED when the deadline passes first.
 */
export async function waitUntil<Result>(
  deadline: Deadline | undefined,
  read: Promise<Result>,
): Promise<Result> {
  const left = deadline?.remainingMs() ?? MAX_READ_MS;
  // Every read ends after that time anyway, so most calls need no timer.
  if (deadline === undefined || left >= MAX_READ_MS) return read;
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(deadlineExceeded(deadline)), left);
  });
  try {
    return await Promise.race([read, passed]);
  } finally {
    clearTimeout(timer);
  }
}
