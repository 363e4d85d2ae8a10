const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses before the attempts of a delivery. */
const PAUSES_MS = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  10 * HOUR,
] as const;

/** Longest pause that a receiver may ask for. */
const MAX_RETRY_AFTER_MS = 10 * HOUR;

/** Share of a pause that is added at random, so that what failed together is not repeated together. */
const JITTER = 0.1;

/** Reads the header `retry-after`: seconds or a date. */
function retryAfterMs(header: string, now: Date): number {
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) * SECOND : null;
  const ms = seconds ?? Date.parse(header) - now.getTime();
  return Number.isNaN(ms) ? 0 : Math.min(ms, MAX_RETRY_AFTER_MS);
}

/**
 * Returns when to try again after a number of failed attempts, from 1; null after the last one. A
 * receiver may ask for a longer pause, up to ten hours, and not for a shorter one.
 */
export function nextAttemptAt(
  failures: number,
  now: Date,
  {
    retryAfter,
    random = Math.random,
  }: {
    readonly retryAfter: string | null;
    readonly random?: () => number;
  },
): Date | null {
  const pause = PAUSES_MS[failures];
  if (pause === undefined) return null;
  const asked = retryAfter === null ? 0 : retryAfterMs(retryAfter, now);
  return new Date(now.getTime() + Math.round(Math.max(pause, asked) * (1 + random() * JITTER)));
}
