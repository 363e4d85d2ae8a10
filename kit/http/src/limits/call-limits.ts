import {
  type Actor,
  BaseError,
  type CallOrigin,
  type RateLimit,
  type RateLimitCounter,
} from '@trastienda/base';
import type { LimitedCall } from '@trastienda/procedures';
import { hideCounterKeys } from './call-counters.ts';
import { createLeasedLimit, type LeasedLimit } from './leased-limit.ts';

/**
 * Consumes a call's points before it begins.
 *
 * @throws {BaseError} RATE_LIMITED with `details.retryAfterSeconds`.
 */
export type ConsumePoints<Limit extends string = string> = (
  call: LimitedCall<Limit>,
  origin: CallOrigin,
) => Promise<void>;

interface CounterOptions {
  readonly database: { readonly rateLimits: RateLimitCounter };
  /**
   * Secret of 32 bytes, the same in all processes; network addresses are hashed under a key that is
   * derived from it.
   */
  readonly secret: Uint8Array;
}

interface GeneralOptions extends CounterOptions {
  /** Points per minute and caller, 600 by default; 0 turns off all limits on calls. */
  readonly callsPerMinute?: number;
}

export interface CallLimitOptions<Limit extends string> extends GeneralOptions {
  readonly strict: StrictLimits<Limit>;
}

/** One of the stricter limits that procedures declare in `meta.limits`. */
export interface StrictLimit {
  readonly points: number;
  /** Duration of a window; 60 by default. */
  readonly seconds?: number;
  /** Counts all callers at one network address together, instead of each caller. */
  readonly isBySource?: boolean;
  /** Exempts other systems, which call for many people. */
  readonly isForPeople?: boolean;
}

/** The rule of each limit, or its rules; a call is counted by each rule of each limit it declares. */
export type StrictLimits<Limit extends string> = Readonly<
  Record<Limit, StrictLimit | readonly StrictLimit[]>
>;

/** Factor for other systems, which call for many people. */
const MACHINE_FACTOR = 10;

/** Smallest limit that is reserved in batches of a tenth; below it, every call asks the counter. */
const MIN_POINTS_FOR_CHUNKS = 100;

const CALLS_PER_MINUTE = 600;

/** Creates a limit that is counted in the database, under hashed keys. */
function createLimit({ database, secret }: CounterOptions, limit: RateLimit): LeasedLimit {
  const store = hideCounterKeys(database.rateLimits, secret);
  const chunk = limit.points < MIN_POINTS_FOR_CHUNKS ? 1 : Math.floor(limit.points / 10);
  return createLeasedLimit({ store, limit, chunk });
}

/**
 * Creates the limit of 30 forged webhooks per minute and source; undefined when limits on calls are
 * off.
 */
export function createForgeryLimit(options: GeneralOptions): LeasedLimit | undefined {
  if (options.callsPerMinute === 0) return undefined;
  return createLimit(options, { name: 'webhooks:forged', points: 30, seconds: 60 });
}

/** Returns the counter's key for a call: the account's, the API key's, or the network address's. */
export function rateLimitKey(actor: Actor, source: string): string {
  switch (actor.kind) {
    case 'account':
      return `account:${actor.accountId}`;
    case 'machine':
      return actor.keyId === undefined ? `machine:${actor.name}` : `key:${actor.keyId}`;
    case 'operator':
      return 'operator';
    case 'anonymous':
      return `source:${source}`;
  }
}

/**
 * Creates the general limit on calls per caller and the stricter ones of expensive calls. They are
 * counted in the database and hold across processes (`createLeasedLimit` documents how exactly).
 * When the counter is unreachable, the call fails as the database does.
 */
export function createCallLimits<Limit extends string>(
  options: CallLimitOptions<Limit>,
): ConsumePoints<Limit> {
  const { callsPerMinute = CALLS_PER_MINUTE } = options;
  if (callsPerMinute === 0) return async () => {};
  const people = createLimit(options, { name: 'calls', points: callsPerMinute, seconds: 60 });
  const machines = createLimit(options, {
    name: 'calls:machines',
    points: callsPerMinute * MACHINE_FACTOR,
    seconds: 60,
  });
  const limitOf = ({ points, seconds = 60 }: StrictLimit, name: string) =>
    createLimit(options, { name: `calls:${name}`, points, seconds });
  const strict = new Map(
    Object.entries<StrictLimits<Limit>[Limit]>(options.strict).map(([name, rules]) => [
      name,
      [rules]
        .flat()
        .map((rule, index) => ({ ...rule, limited: limitOf(rule, `${name}:${index}`) })),
    ]),
  );

  return async function consume({ cost, limits }, { actor, source }) {
    const key = rateLimitKey(actor, source);
    const isMachine = actor.kind === 'machine';
    const waits = [await (isMachine ? machines : people).take(key, cost)];
    for (const { isForPeople, isBySource, limited } of limits.flatMap(
      (name) => strict.get(name) ?? [],
    )) {
      if (isForPeople === true && isMachine) continue;
      waits.push(await limited.take(isBySource === true ? `source:${source}` : key));
    }
    const retryAfterSeconds = Math.max(...waits);
    if (retryAfterSeconds > 0) {
      throw new BaseError('RATE_LIMITED', { details: { retryAfterSeconds } });
    }
  };
}
