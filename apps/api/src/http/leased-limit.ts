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

export interface LeasedLimit {
  /**
   * Takes points for a key, one unless told; more than the limit count as the whole of it. Gives 0
   * when there were as many, else the seconds after which to try again.
   */
  take(key: string, points?: number): Promise<number>;
  /** The seconds that a key must wait, as far as this process knows; 0 when it need not. */
  waitOf(key: string): number;
}

/** A key that has used up its points, for calls of so many. */
interface Block {
  readonly until: number;
  readonly points: number;
}

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
    // The counter says 0 when its window ends at this moment.
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
      // Nothing was counted: where a chunk does not fit, what this call alone costs may fit.
      remember(leases, key, { ...last, points: 0, isScarce: true });
      return takeDirectly(key, wanted);
    }
    // The counter rounds up: reckoned from before it was asked, the window ends at the earliest a
    // second before it says. Points that outlived their window would come on top of the next one.
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
        // What is held but does not suffice stays for calls that cost less.
        if (chunk === 1 || isScarce || reserved > 0) return takeDirectly(key, points);
        const running = fetching.get(key);
        if (running === undefined) {
          const own = fetchChunk(key, points).finally(() => fetching.delete(key));
          fetching.set(key, own);
          return own;
        }
        // Calls that come together share what the first of them fetches.
        await running;
      }
    },
  };
}
