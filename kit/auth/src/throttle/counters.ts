import { AuthError, type AuthReason, isAuthError } from '@trastienda/auth-contract';
import type { RateLimit } from '@trastienda/base';
import { type RateLimitStore, runWithoutDeadline } from '@trastienda/mongo';

/** A limit and the key that it counts by. */
export interface Counter {
  readonly limit: RateLimit;
  readonly key: string;
}

/** A counted point, and the time until which it can be returned. */
interface Consumption extends Counter {
  readonly endsAtMs: number;
}

/**
 * Counts against several limits at once. What it writes is not bound by the deadline of the call, so
 * that a short one leaves no count half done.
 */
export interface Counters {
  /**
   * Counts one for each limit, or for none of them if one is used up.
   *
   * @throws {AuthError} RATE_LIMITED when a limit is used up.
   */
  consume(counters: readonly Counter[]): Promise<void>;
  /**
   * Runs an attempt that may be a wrong guess. It is counted before it runs, so that concurrent
   * guesses cannot all slip through; unless it fails with one of the reasons `wrong`, the count is
   * returned. It runs to its end even when the deadline of its call passes: a caller that chooses a
   * short one neither loses right guesses nor hides wrong ones.
   *
   * @throws {AuthError} RATE_LIMITED when a limit is used up.
   */
  guess<Result>(
    counters: readonly Counter[],
    wrong: readonly AuthReason[],
    work: () => Promise<Result>,
  ): Promise<Result>;
  reset(counters: readonly Counter[]): Promise<void>;
}

/**
 * Waits for updates of counters and ignores failures: they must not fail an action that is already
 * done.
 */
export async function settle(work: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(work);
}

export function createCounters(store: RateLimitStore): Counters {
  /**
   * Returns points to their counters, unless a counter may have restarted: it no longer has the
   * point, and would grant an extra guess. The store reports the time left in seconds, rounded up.
   */
  const restore = (consumptions: readonly Consumption[]): Promise<void> =>
    settle(
      consumptions
        .filter(({ endsAtMs }) => performance.now() < endsAtMs)
        .map(({ limit, key }) => store.consume(limit, key, -1)),
    );

  const consumeAll = async (counters: readonly Counter[]): Promise<readonly Consumption[]> => {
    const consumptions: Consumption[] = [];
    try {
      for (const { limit, key } of counters) {
        const { isAllowed, retryAfterSeconds } = await store.consume(limit, key);
        // A rejected attempt was not counted; returning its point would grant an extra guess.
        if (!isAllowed) throw new AuthError('RATE_LIMITED', { details: { retryAfterSeconds } });
        consumptions.push({
          limit,
          key,
          endsAtMs: performance.now() + (retryAfterSeconds - 1) * 1000,
        });
      }
    } catch (error) {
      await restore(consumptions);
      throw error;
    }
    return consumptions;
  };

  return {
    consume: (counters) =>
      runWithoutDeadline(async () => {
        await consumeAll(counters);
      }),

    guess: (counters, wrong, work) =>
      runWithoutDeadline(async () => {
        const consumptions = await consumeAll(counters);
        let isWrong = false;
        try {
          return await work();
        } catch (error) {
          isWrong = isAuthError(error, wrong);
          throw error;
        } finally {
          if (!isWrong) await restore(consumptions);
        }
      }),

    reset: (counters) =>
      runWithoutDeadline(() => settle(counters.map(({ limit, key }) => store.reset(limit, key)))),
  };
}
