import type { RateLimit, RateLimitCounter } from '@trastienda/base';

/**
 * Points of a key that this process has reserved in the current window; times in ms of its clock.
 */
interface Lease {
  points: number;
  readonly spendUntil: number;
  /** From this time on, points are reserved one at a time. */
  readonly isScarce: boolean;
  readonly windowEndsAt: number;
  /** Size of the last reservation. */
  readonly fetched: number;
}

export interface LeasedLimitOptions {
  readonly store: RateLimitCounter;
  readonly limit: RateLimit;
  /** Maximum points per reservation; 1 asks the counter for every call. */
  readonly chunk: number;
  /** Monotonic clock, in ms. */
  readonly now?: () => number;
}

export interface LeasedLimit {
  /**
   * Consumes points of a key, 1 by default; more than the limit count as the whole limit. Returns 0
   * when they were available, else the seconds to wait.
   */
  take(key: string, points?: number): Promise<number>;
  /** Returns the seconds that a key must wait, as far as this process knows; 0 when it need not. */
  waitOf(key: string): number;
}

/** Keys that have used up their points, for calls of that cost. */
interface Block {
  readonly until: number;
  readonly points: number;
}

/** Maximum number of remembered keys; the least recently used are forgotten first. */
const MAX_KEYS = 10_000;

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  // Deleting first keeps the map in order of last use.
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > MAX_KEYS && oldest !== undefined) map.delete(oldest);
}

/**
 * Creates a limit that is counted in the database and holds across processes, without a write per
 * call: a process reserves points in advance, one at first in a window, then twice as many each
 * time, up to a chunk. Near the limit it reserves one at a time. Rejects as the store does.
 *
 * Across all processes a window never allows more than the limit: points are counted before they
 * are spent, and expire with their window. Up to a chunk per process may be reserved and never
 * spent, so a caller can be stopped that much early. A caller who uses many keys, so that others
 * are forgotten, wastes at most as many points as they spent.
 */
export function createLeasedLimit(options: LeasedLimitOptions): LeasedLimit {
  const { store, limit, chunk, now = () => performance.now() } = options;
  const leases = new Map<string, Lease>();
  const blocks = new Map<string, Block>();
  const fetching = new Map<string, Promise<number>>();

  const secondsLeft = (key: string, points: number): number => {
    const block = blocks.get(key);
    if (block === undefined) return 0;
    const ms = block.until - now();
    if (ms <= 0) blocks.delete(key);
    return ms > 0 && points >= block.points ? Math.ceil(ms / 1000) : 0;
  };

  const block = (key: string, seconds: number, points: number): number => {
    remember(blocks, key, { until: now() + seconds * 1000, points });
    // The counter returns 0 when its window ends at this moment.
    return Math.max(1, seconds);
  };

  const takeDirectly = async (key: string, points: number): Promise<number> => {
    const { isAllowed, retryAfterSeconds } = await store.consume(limit, key, points);
    return isAllowed ? 0 : block(key, retryAfterSeconds, points);
  };

  const fetchChunk = async (key: string, wanted: number): Promise<number> => {
    const askedAt = now();
    const last = leases.get(key);
    const isSameWindow = last !== undefined && askedAt < last.windowEndsAt;
    const points = isSameWindow ? Math.max(wanted, Math.min(chunk, last.fetched * 2)) : wanted;
    const { isAllowed, remaining, retryAfterSeconds } = await store.consume(limit, key, points);
    if (!isAllowed) {
      if (last === undefined || points === wanted) return block(key, retryAfterSeconds, points);
      // Nothing was counted. Where a chunk does not fit, the cost of this call alone may.
      remember(leases, key, { ...last, points: 0, isScarce: true });
      return takeDirectly(key, wanted);
    }
    // The counter rounds up to seconds: measured from before the request, the window ends at the
    // earliest a second before that. Points that outlived their window would add to the next one.
    const spendUntil = askedAt + (retryAfterSeconds - 1) * 1000;
    const isScarce = remaining < chunk || spendUntil <= now();
    const windowEndsAt = askedAt + retryAfterSeconds * 1000;
    const lease = { points: points - wanted, spendUntil, isScarce, windowEndsAt, fetched: points };
    remember(leases, key, lease);
    return 0;
  };

  return {
    waitOf: (key) => secondsLeft(key, 1),

    async take(key, asked = 1) {
      const points = Math.min(asked, limit.points);
      for (;;) {
        const seconds = secondsLeft(key, points);
        if (seconds > 0) return seconds;
        const lease = leases.get(key);
        const reserved = lease !== undefined && now() < lease.spendUntil ? lease.points : 0;
        if (lease !== undefined && reserved >= points) {
          lease.points -= points;
          remember(leases, key, lease);
          return 0;
        }
        const isScarce = lease?.isScarce === true && now() < lease.windowEndsAt;
        // Insufficient points stay for cheaper calls.
        if (chunk === 1 || isScarce || reserved > 0) return takeDirectly(key, points);
        const running = fetching.get(key);
        if (running === undefined) {
          const own = fetchChunk(key, points).finally(() => fetching.delete(key));
          fetching.set(key, own);
          return own;
        }
        // Concurrent calls share one reservation.
        await running;
      }
    },
  };
}
