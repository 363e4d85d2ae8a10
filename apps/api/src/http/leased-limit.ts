import type { RateLimit, RateLimitStore } from '@trastienda/db';

/** What this process holds of a key's points in the present window; times in ms of its clock. */
interface Lease {
  points: number;
  readonly spendUntil: number;
  /** From here on points are fetched one at a time. */
  readonly isScarce: boolean;
  readonly windowEndsAt: number;
  /** How many points the last fetch brought. */
  readonly fetched: number;
}

export interface LeasedLimitOptions {
  readonly store: Pick<RateLimitStore, 'consume'>;
  readonly limit: RateLimit;
  /** How many points are fetched at once at most; 1 asks the counter for every call. */
  readonly chunk: number;
  /** Ms of a clock that never goes back. */
  readonly now?: () => number;
}

/** Takes a point for a key: 0 when there was one, else the seconds after which to try again. */
export type TakePoint = (key: string) => Promise<number>;

/** Callers of whom something is remembered; beyond them the longest unseen are forgotten. */
const MAX_KEYS = 10_000;

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  // Deleted first, so that the order of the map is the order of last use.
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > MAX_KEYS && oldest !== undefined) map.delete(oldest);
}

/**
 * A limit that is counted in the database, so that it holds over all processes, but not at every
 * call: a process fetches some points and spends them by itself, one at first in a window and then
 * twice as many each time, up to a chunk. Near the limit it fetches one at a time. What it
 * gives back rejects as the store does.
 *
 * Never more than the limit is allowed in a window, whatever the number of processes: points are
 * counted before they are spent, and not spent after their window. Up to a chunk for each process
 * may be fetched and never spent, so a caller can be stopped that much early. Somebody who calls
 * under many keys, to have the others forgotten, wastes no more of their points than they spent.
 */
export function createLeasedLimit(options: LeasedLimitOptions): TakePoint {
  const { store, limit, chunk, now = () => performance.now() } = options;
  const leases = new Map<string, Lease>();
  const blockedUntil = new Map<string, number>();
  const fetching = new Map<string, Promise<number>>();

  const secondsLeft = (key: string): number => {
    const until = blockedUntil.get(key);
    if (until === undefined) return 0;
    if (until > now()) return Math.ceil((until - now()) / 1000);
    blockedUntil.delete(key);
    return 0;
  };

  const block = (key: string, seconds: number): number => {
    // The counter says 0 when its window ends at this moment.
    remember(blockedUntil, key, now() + seconds * 1000);
    return Math.max(1, seconds);
  };

  const takeOne: TakePoint = async (key) => {
    const { isAllowed, retryAfterSeconds } = await store.consume(limit, key, 1);
    return isAllowed ? 0 : block(key, retryAfterSeconds);
  };

  const fetchChunk: TakePoint = async (key) => {
    const askedAt = now();
    const last = leases.get(key);
    const isSameWindow = last !== undefined && askedAt < last.windowEndsAt;
    const points = isSameWindow ? Math.min(chunk, last.fetched * 2) : 1;
    const { isAllowed, remaining, retryAfterSeconds } = await store.consume(limit, key, points);
    if (!isAllowed) return block(key, retryAfterSeconds);
    // The counter rounds up: reckoned from before it was asked, the window ends at the earliest a
    // second before it says. Points that outlived their window would come on top of the next one.
    const spendUntil = askedAt + (retryAfterSeconds - 1) * 1000;
    const isScarce = remaining < chunk || spendUntil <= now();
    const windowEndsAt = askedAt + retryAfterSeconds * 1000;
    const lease = { points: points - 1, spendUntil, isScarce, windowEndsAt, fetched: points };
    remember(leases, key, lease);
    return 0;
  };

  return async function take(key) {
    for (;;) {
      const seconds = secondsLeft(key);
      if (seconds > 0) return seconds;
      const lease = leases.get(key);
      if (lease !== undefined && lease.points > 0 && now() < lease.spendUntil) {
        lease.points -= 1;
        remember(leases, key, lease);
        return 0;
      }
      const isScarce = lease?.isScarce === true && now() < lease.windowEndsAt;
      if (chunk === 1 || isScarce) return takeOne(key);
      const running = fetching.get(key);
      if (running === undefined) {
        const own = fetchChunk(key).finally(() => fetching.delete(key));
        fetching.set(key, own);
        return own;
      }
      // Calls that come together share what the first of them fetches.
      await running;
    }
  };
}
