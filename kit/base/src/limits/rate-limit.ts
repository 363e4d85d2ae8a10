/** A number of points per window; the window starts with the first point. */
export interface RateLimit {
  /** Name of the limit; part of the counter's key. */
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

export interface RateLimitState {
  /** True when all requested points were within the limit and were counted. */
  readonly isAllowed: boolean;
  readonly remaining: number;
  /** Seconds until the counter restarts; 0 or more, rounded up. */
  readonly retryAfterSeconds: number;
}

/** Counters shared by all processes. */
export interface RateLimitCounter {
  /**
   * Counts `points`, 1 by default, for the key if all of them are within the limit, otherwise none.
   * A negative number returns points to a counter that has them and is still in its window.
   */
  consume(limit: RateLimit, key: string, points?: number): Promise<RateLimitState>;
}
