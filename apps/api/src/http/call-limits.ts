import { BaseError } from '@trastienda/base';
import type { RateLimit, RateLimitStore } from '@trastienda/mongo';
import type { Actor, CallOrigin } from '@trastienda/shop-contract';
import type { CallLimit, LimitedCall } from '@trastienda/shop-router';
import { hideCounterKeys } from './call-counters.ts';
import { createLeasedLimit, type LeasedLimit } from './leased-limit.ts';

/**
 * Consumes a call's points before it begins.
 *
 * @throws {BaseError} RATE_LIMITED with `details.retryAfterSeconds`.
 */
export type ConsumePoints = (call: LimitedCall, origin: CallOrigin) => Promise<void>;

interface CounterOptions {
  readonly rateLimits: Pick<RateLimitStore, 'consume'>;
  /**
   * Key under which network addresses are hashed; the same in all processes. See
   * `deriveCounterKey`.
   */
  readonly counterKey: Uint8Array;
}

export interface CallLimitOptions extends CounterOptions {
  /** Points per minute and caller; 0 turns off all limits on calls. */
  readonly callsPerMinute: number;
}

interface Rule {
  readonly limit: RateLimit;
  /** Counts all callers at one network address together. */
  readonly isBySource: boolean;
  /** Exempts other systems, which call for many people. */
  readonly isForPeople?: boolean;
}

/** The stricter limits that procedures declare in `meta.limits`. */
const STRICT: Readonly<Record<CallLimit, readonly Rule[]>> = {
  auth: [{ limit: { name: 'calls:auth', points: 30, seconds: 60 }, isBySource: true }],
  // Calls that hash or email for a signed-in account, even with the right password: a stolen
  // session, or one that anyone can open, must not keep the server busy or flood a mailbox.
  secrets: [
    { limit: { name: 'calls:costly', points: 20, seconds: 600 }, isBySource: false },
    { limit: { name: 'calls:costly-source', points: 60, seconds: 600 }, isBySource: true },
  ],
  catalogImport: [
    { limit: { name: 'calls:catalog.import', points: 10, seconds: 60 }, isBySource: false },
  ],
  stockImport: [
    { limit: { name: 'calls:stock.import', points: 10, seconds: 60 }, isBySource: false },
  ],
  // Each start reserves stock that is then unavailable to other buyers, and guest tokens are free.
  checkout: [
    {
      limit: { name: 'calls:checkout.start', points: 30, seconds: 60 },
      isBySource: false,
      isForPeople: true,
    },
  ],
};

/** Factor for other systems, which call for many people. */
const MACHINE_FACTOR = 10;

/** Smallest limit that is reserved in batches of a tenth; below it, every call asks the counter. */
const MIN_POINTS_FOR_CHUNKS = 100;

/** Creates a limit that is counted in the database, under hashed keys. */
function createLimit({ rateLimits, counterKey }: CounterOptions, limit: RateLimit): LeasedLimit {
  const store = hideCounterKeys(rateLimits, counterKey);
  const chunk = limit.points < MIN_POINTS_FOR_CHUNKS ? 1 : Math.floor(limit.points / 10);
  return createLeasedLimit({ store, limit, chunk });
}

/**
 * Creates the limit of 30 forged webhooks per minute and source; undefined when limits on calls are
 * off.
 */
export function createForgeryLimit(options: CallLimitOptions): LeasedLimit | undefined {
  if (options.callsPerMinute === 0) return undefined;
  return createLimit(options, { name: 'webhooks:forged', points: 30, seconds: 60 });
}

/** Returns the counter's key for a call: the account's, the API key's, or the network address's. */
function rateLimitKey(actor: Actor, source: string): string {
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
export function createCallLimits(options: CallLimitOptions): ConsumePoints {
  const { callsPerMinute } = options;
  if (callsPerMinute === 0) return async () => {};
  const people = createLimit(options, { name: 'calls', points: callsPerMinute, seconds: 60 });
  const machines = createLimit(options, {
    name: 'calls:machines',
    points: callsPerMinute * MACHINE_FACTOR,
    seconds: 60,
  });
  const strict = new Map(
    Object.entries(STRICT).map(([name, rules]) => [
      name,
      rules.map((rule) => ({ ...rule, limited: createLimit(options, rule.limit) })),
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
      waits.push(await limited.take(isBySource ? `source:${source}` : key));
    }
    const retryAfterSeconds = Math.max(...waits);
    if (retryAfterSeconds > 0) {
      throw new BaseError('RATE_LIMITED', { details: { retryAfterSeconds } });
    }
  };
}
