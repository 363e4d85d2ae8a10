import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../connection/duplicate-key.ts';
import { RATE_LIMITS, type RateLimitDocument, rateLimitSchema } from './rate-limit-schema.ts';

/** So many points within a time that begins with the first of them. */
export interface RateLimit {
  /** Names the counter; part of its key. */
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

export interface RateLimitState {
  /** Whether the points that were asked for are within the limit, and so were counted. */
  readonly isAllowed: boolean;
  readonly remaining: number;
  /** When the counter begins anew, from now; 0 or more, rounded up. */
  readonly retryAfterSeconds: number;
}

/** Counters that hold across processes. They take no part in transactions. */
export interface RateLimitStore {
  /**
   * Counts `points` for the key if all of them are within the limit, else none of them. A negative
   * number gives that many back to a counter that has them and is still running.
   */
  consume(limit: RateLimit, key: string, points?: number): Promise<RateLimitState>;
  /** Looks without counting; allowed is what one more point would be. */
  peek(limit: RateLimit, key: string): Promise<RateLimitState>;
  reset(limit: RateLimit, key: string): Promise<void>;
}

/** How a limit stands; no counter is none used. */
function toState(
  limit: RateLimit,
  counter: RateLimitDocument | null,
  now: Date,
): Omit<RateLimitState, 'isAllowed'> {
  const used = counter?.points ?? 0;
  const msLeft = (counter?.expiresAt ?? now).getTime() - now.getTime();
  // Of calls at once the one that began the counter may have looked at its clock last, and clocks of
  // processes differ: nobody waits for longer than a whole window.
  const secondsLeft = Math.min(Math.max(Math.ceil(msLeft / 1000), 0), limit.seconds);
  return {
    remaining: Math.max(limit.points - used, 0),
    retryAfterSeconds: secondsLeft,
  };
}

const idOf = ({ name }: RateLimit, key: string) => `${name}:${key}`;

/** How far the clocks of two servers may differ. */
const MAX_AHEAD_MS = 60_000;

/**
 * When a running counter began at the latest. One from later was begun before the clock was set back,
 * and would lock its key out for as long as the clock was ahead.
 */
const latestStart = (now: Date) => new Date(now.getTime() + MAX_AHEAD_MS);

/**
 * Begins a counter whose time is over, and adds points if they fit. One step of the server: points
 * that were counted first and given back when they did not fit would meanwhile refuse other calls.
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

export function createRateLimitStore(connection: Connection): RateLimitStore {
  // The model is for the indexes. Its calls would join a transaction, and one that fails must not
  // give back what it has counted: the driver's own collection takes part in none.
  connection.model<RateLimitDocument>('RateLimit', rateLimitSchema);
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
      // Of two that begin a counter at once one is refused, unless the server repeats it by itself.
      const answer = await count(limit, key, points, now).catch((error: unknown) => {
        if (isDuplicateKey(error)) return count(limit, key, points, now);
        throw error;
      });
      // MongoDB always answers an upsert with its document. A server that does not, when two begin a
      // counter at once, has counted all the same: no answer must not pass for an unused limit. Only
      // the answer says whether these points fit, so they are counted again, at worst twice.
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
