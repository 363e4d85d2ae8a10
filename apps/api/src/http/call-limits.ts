import { type Actor, type CallOrigin, ShopError } from '@trastienda/contract';
import type { RateLimit, RateLimitStore } from '@trastienda/db';
import type { CallLimit, LimitedCall } from '@trastienda/router';
import { hideCounterKeys } from './call-counters.ts';
import { createLeasedLimit, type LeasedLimit } from './leased-limit.ts';

/** Counts a call of somebody before it begins. `RATE_LIMITED` with `retryAfterSeconds`. */
export type ConsumePoints = (call: LimitedCall, origin: CallOrigin) => Promise<void>;

interface CounterOptions {
  readonly rateLimits: Pick<RateLimitStore, 'consume'>;
  /** What callers' addresses are hidden by; the same in all processes. See `deriveCounterKey`. */
  readonly counterKey: Uint8Array;
}

export interface CallLimitOptions extends CounterOptions {
  /** Points for each caller; 0 turns all limits of calls off. */
  readonly callsPerMinute: number;
}

interface Rule {
  readonly limit: RateLimit;
  /** Whether everybody at one address is counted together, whoever they are. */
  readonly isBySource: boolean;
  /** Other systems, which call for many people, do not count. */
  readonly isForPeople?: boolean;
}

/** The stricter limits; the procedures declare which of them are theirs. */
const STRICT: Readonly<Record<CallLimit, readonly Rule[]>> = {
  auth: [{ limit: { name: 'calls:auth', points: 30, seconds: 60 }, isBySource: true }],
  // What hashes or emails for somebody who is signed in. Also with the right password: a session that
  // was stolen, or one that anybody may open, must not keep the server busy or fill a mailbox.
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
  // Each holds stock that nobody else can buy, and guests may be made up.
  checkout: [
    {
      limit: { name: 'calls:checkout.start', points: 30, seconds: 60 },
      isBySource: false,
      isForPeople: true,
    },
  ],
};

/** Other systems call for many people. */
const MACHINE_FACTOR = 10;

/** Limits from here on are fetched by the tenth; below it every call asks the counter. */
const MIN_POINTS_FOR_CHUNKS = 100;

/** A limit that is counted in the database under keys that hide whom they are about. */
function createLimit({ rateLimits, counterKey }: CounterOptions, limit: RateLimit): LeasedLimit {
  const store = hideCounterKeys(rateLimits, counterKey);
  const chunk = limit.points < MIN_POINTS_FOR_CHUNKS ? 1 : Math.floor(limit.points / 10);
  return createLeasedLimit({ store, limit, chunk });
}

/** Counts forged webhooks by source, 30 a minute; none where there are no limits of calls. */
export function createForgeryLimit(options: CallLimitOptions): LeasedLimit | undefined {
  if (options.callsPerMinute === 0) return undefined;
  return createLimit(options, { name: 'webhooks:forged', points: 30, seconds: 60 });
}

/** The counter that a call consumes points of: an account's, a key's, or an address's. */
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
 * The general limit of calls for each caller, and stricter ones for what is expensive. Counted in
 * the database: they hold over all processes (see `createLeasedLimit` for how exactly). When the
 * counter cannot be reached, the call fails as it would itself.
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
      throw new ShopError('RATE_LIMITED', { details: { retryAfterSeconds } });
    }
  };
}
