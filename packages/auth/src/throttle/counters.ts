import { type ErrorReason, ShopError } from '@trastienda/contract';
import type { RateLimit, RateLimitStore } from '@trastienda/db';

/** A limit and what it counts for. */
export interface Counter {
  readonly limit: RateLimit;
  readonly key: string;
}

/** A point that was counted, and until when it can be taken back. */
interface Consumption extends Counter {
  readonly endsAtMs: number;
}

/** Counting against several limits at once. */
export interface Counters {
  /** Counts one for each, or, when one of them is used up, for none. `RATE_LIMITED`. */
  consume(counters: readonly Counter[]): Promise<void>;
  /**
   * Runs a guess. It is counted before it runs, so that guesses made at once do not all slip
   * through; the count is taken back unless it ends with one of the reasons. `RATE_LIMITED`.
   */
  guess<Result>(
    counters: readonly Counter[],
    wrong: readonly ErrorReason[],
    work: () => Promise<Result>,
  ): Promise<Result>;
  reset(counters: readonly Counter[]): Promise<void>;
}

/** What is done is done: it does not fail because its counters could not be put right. */
export async function settle(work: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(work);
}

export function createCounters(store: RateLimitStore): Counters {
  /**
   * A counter that has begun anew does not have the point any more: taken from it, the point would
   * be somebody's next guess. The time that is left is told in seconds, rounded up.
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
        // What is refused was not counted: given back, it would be a guess for nothing.
        if (!isAllowed) throw new ShopError('RATE_LIMITED', { details: { retryAfterSeconds } });
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
    async consume(counters) {
      await consumeAll(counters);
    },

    async guess(counters, wrong, work) {
      const consumptions = await consumeAll(counters);
      let isWrong = false;
      try {
        return await work();
      } catch (error) {
        isWrong = error instanceof ShopError && wrong.includes(error.reason);
        throw error;
      } finally {
        if (!isWrong) await restore(consumptions);
      }
    },

    reset: (counters) => settle(counters.map(({ limit, key }) => store.reset(limit, key))),
  };
}
