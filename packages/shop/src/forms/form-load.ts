import type { Clock, RateLimit } from '@trastienda/base';
import type { RateLimitStore } from '@trastienda/mongo';

const MINUTE_MS = 60_000;
/** A counter is read in its minute and in the next one. */
const COUNTER: RateLimit = { name: 'forms-per-minute', points: 1_000_000_000, seconds: 180 };

/** About 16,000 hashes: a fraction of a second for a visitor, for whom the form is one of few. */
const FIRST_BITS = 14;
/** About a quarter of a million hashes: some seconds. More would keep slow devices from the form. */
const MOST_BITS = 18;

/**
 * Returns the bits of the proof of work at a load: 0 up to the limit, then one more for each
 * doubling. A limit of 0 always requires a proof.
 */
export function proofBitsAt(submissions: number, perMinute: number): number {
  if (perMinute > 0 && submissions <= perMinute) return 0;
  const doublings = Math.floor(Math.log2(Math.max(submissions, 1) / Math.max(perMinute, 1)));
  return Math.min(FIRST_BITS + doublings, MOST_BITS);
}

/** Load of the forms of all processes. */
export interface FormLoad {
  /** Counts a submission; returns the bits that its load requires. */
  count(): Promise<number>;
  /** Returns the bits that the present load requires. */
  proofBits(): Promise<number>;
}

/**
 * Creates the count of submissions, which all processes share. Above `perMinute`, forms need a proof of
 * work. The last 60 seconds are estimated from this minute and the part of the one before that is in
 * them, so that a burst across the turn of a minute counts as one.
 */
export function createFormLoad(deps: {
  readonly rateLimits: RateLimitStore;
  readonly clock: Clock;
  readonly perMinute: number;
}): FormLoad {
  const { rateLimits, clock, perMinute } = deps;
  const usedOf = ({ remaining }: { readonly remaining: number }) => COUNTER.points - remaining;
  const peek = async (minute: number) => usedOf(await rateLimits.peek(COUNTER, String(minute)));
  const consume = async (minute: number) =>
    usedOf(await rateLimits.consume(COUNTER, String(minute)));

  const measure = async (read: (minute: number) => Promise<number>): Promise<number> => {
    const minutes = clock.now().getTime() / MINUTE_MS;
    const minute = Math.floor(minutes);
    const [now, before] = await Promise.all([read(minute), peek(minute - 1)]);
    return proofBitsAt(now + before * (1 - (minutes - minute)), perMinute);
  };

  return { count: () => measure(consume), proofBits: () => measure(peek) };
}
