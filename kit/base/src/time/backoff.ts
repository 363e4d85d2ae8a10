export interface BackoffOptions {
  /** Delay after the first failure. */
  readonly firstMs: number;
  /** Upper bound of the delay, before jitter. */
  readonly longestMs: number;
}

/**
 * Returns how long to wait after a number of failures in a row, from 1: `firstMs`, doubled with each
 * further failure, up to `longestMs`. A jitter of 25% either way keeps things that failed together
 * from being retried together.
 */
export function backoffMs(
  { firstMs, longestMs }: BackoffOptions,
  failures: number,
  random: () => number = Math.random,
): number {
  const delay = Math.min(longestMs, firstMs * 2 ** (failures - 1));
  return Math.round(delay * (0.75 + random() / 2));
}
