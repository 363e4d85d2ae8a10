import type { RateLimit, RateLimitCounter, RateLimitState } from '@trastienda/base';
import {
  type CollectionContext,
  defineCollection,
  type StoreDefinition,
} from '../collections/define-collection.ts';
import { isDuplicateKey } from '../connection/duplicate-key.ts';
import {
  RATE_LIMITS,
  type RateLimitDocument,
  rateLimitIndexes,
  rateLimitSchema,
} from './rate-limit-schema.ts';

/** Counters shared by all processes. They do not join transactions. */
export interface RateLimitStore extends RateLimitCounter {
  /**
   * Reads the counter without counting; `isAllowed` says whether one more point would be allowed.
   */
  peek(limit: RateLimit, key: string): Promise<RateLimitState>;
  reset(limit: RateLimit, key: string): Promise<void>;
}

/** Computes the state of a limit; an absent counter is unused. */
function toState(
  limit: RateLimit,
  counter: RateLimitDocument | null,
  now: Date,
): Omit<RateLimitState, 'isAllowed'> {
  const used = counter?.points ?? 0;
  const msLeft = (counter?.expiresAt ?? now).getTime() - now.getTime();
  // Among concurrent calls, the one that started the window may have read its clock last, and the
  // clocks of processes differ: cap the wait at one window.
  const secondsLeft = Math.min(Math.max(Math.ceil(msLeft / 1000), 0), limit.seconds);
  return {
    remaining: Math.max(limit.points - used, 0),
    retryAfterSeconds: secondsLeft,
  };
}

const idOf = ({ name }: RateLimit, key: string) => `${name}:${key}`;

/** Maximum difference between the clocks of two servers. */
const MAX_AHEAD_MS = 60_000;

/**
 * Returns the latest valid start of a running window. A later start is from before the clock was
 * set back, and would block its key for as long as the clock was ahead.
 */
const latestStart = (now: Date) => new Date(now.getTime() + MAX_AHEAD_MS);

/**
 * Restarts an expired counter and adds points if they fit, in one step of the server: counting
 * points first and returning those that do not fit would meanwhile reject other calls.
 */
function countUpdate(limit: RateLimit, points: number, now: Date) {
  const isRunning = {
    $and: [{ $gt: ['$expiresAt', now] }, { $not: { $gt: ['$startedAt', latestStart(now)] } }],
  };
  const end = new Date(now.getTime() + limit.seconds * 1000);
  const sum = { $add: ['$points', points] };
  return [
    {
      $set: {
        points: { $cond: [isRunning, '$points', 0] },
        startedAt: { $cond: [isRunning, '$startedAt', now] },
        expiresAt: { $cond: [isRunning, '$expiresAt', end] },
      },
    },
    { $set: { isGranted: { $lte: [sum, limit.points] } } },
    { $set: { points: { $cond: ['$isGranted', sum, '$points'] } } },
  ];
}

export function createRateLimitStore({
  connection,
}: Pick<CollectionContext<RateLimitDocument>, 'connection'>): RateLimitStore {
  // A model's calls would join a transaction, and a failed transaction must not undo its counts: the
  // driver's own collection joins none.
  const collection = connection.collection<RateLimitDocument>(RATE_LIMITS);

  const count = (limit: RateLimit, key: string, points: number, now: Date) =>
    collection.findOneAndUpdate({ _id: idOf(limit, key) }, countUpdate(limit, points, now), {
      upsert: true,
      returnDocument: 'after',
    });

  const running = (limit: RateLimit, key: string, now: Date) => ({
    _id: idOf(limit, key),
    expiresAt: { $gt: now },
    startedAt: { $not: { $gt: latestStart(now) } },
  });

  return {
    async consume(limit, key, points = 1) {
      const now = new Date();
      if (points < 0) {
        const filter = running(limit, key, now);
        const enough = { ...filter, points: { $gte: -points } };
        await collection.updateOne(enough, { $inc: { points } });
        return { ...toState(limit, await collection.findOne(filter), now), isAllowed: true };
      }
      // Of two concurrent calls that create a counter one fails, unless the server retries it.
      const answer = await count(limit, key, points, now).catch((error: unknown) => {
        if (isDuplicateKey(error)) return count(limit, key, points, now);
        throw error;
      });
      // MongoDB always returns the document of an upsert. A server that does not, when two calls
      // create a counter at once, has counted the points anyway: an empty response must not be read
      // as an unused limit. Only the response says whether these points fit, so they are counted
      // again, at worst twice.
      const counter = answer ?? (await count(limit, key, points, now));
      return { ...toState(limit, counter, now), isAllowed: counter?.isGranted === true };
    },

    async peek(limit, key) {
      const now = new Date();
      const counter = await collection.findOne(running(limit, key, now));
      const state = toState(limit, counter, now);
      return { ...state, isAllowed: state.remaining > 0 };
    },

    async reset(limit, key) {
      await collection.deleteOne({ _id: idOf(limit, key) });
    },
  };
}

/** Counters of rate limits. */
export const rateLimits: StoreDefinition<RateLimitStore> = defineCollection({
  name: RATE_LIMITS,
  schema: rateLimitSchema,
  indexes: rateLimitIndexes,
  store: createRateLimitStore,
});
