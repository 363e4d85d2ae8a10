import { type Actor, type CallOrigin, ShopError } from '@trastienda/contract';
import type { RateLimit, RateLimitStore } from '@trastienda/db';
import type { RouterContext } from '@trastienda/router';
import { hideCounterKeys } from './call-counters.ts';
import { createLeasedLimit, type TakePoint } from './leased-limit.ts';

type Call = Parameters<RouterContext['charge']>[0];

/** Counts a call of somebody before it begins. `RATE_LIMITED` with `retryAfterSeconds`. */
export type ChargeCall = (call: Call, origin: CallOrigin) => Promise<void>;

export interface CallLimitOptions {
  readonly rateLimits: Pick<RateLimitStore, 'consume'>;
  /** For each caller; 0 turns all limits of calls off. */
  readonly callsPerMinute: number;
  /** What callers' addresses are hidden by; the same in all processes. See `deriveCounterKey`. */
  readonly counterKey: Uint8Array;
}

interface Rule {
  readonly limit: RateLimit;
  /** The procedures that it is about, and whose calls of them. */
  readonly isFor: (path: string, actor: Actor) => boolean;
  /** Whether everybody at one address is counted together, whoever they are. */
  readonly isBySource: boolean;
}

/**
 * What hashes or mails for somebody who is signed in. Also with the right password: a session that
 * was stolen, or one that anybody may open, must not keep the server busy or fill a mailbox.
 */
export const COSTLY: readonly string[] = [
  'auth.reauthenticate',
  'account.changePassword',
  'account.requestEmailChange',
  'account.startTotp',
  'account.confirmTotp',
  'account.disableTotp',
  'account.replaceRecoveryCodes',
  'account.delete',
  'apiKeys.create',
];

/** Procedures that cost more than others: the server by hashing, mails or writes, the shop stock. */
const STRICT: readonly Rule[] = [
  {
    limit: { name: 'calls:auth', points: 30, seconds: 60 },
    isFor: (path) => path.startsWith('auth.'),
    isBySource: true,
  },
  {
    limit: { name: 'calls:costly', points: 20, seconds: 600 },
    isFor: (path) => COSTLY.includes(path),
    isBySource: false,
  },
  {
    limit: { name: 'calls:costly-source', points: 60, seconds: 600 },
    isFor: (path) => COSTLY.includes(path),
    isBySource: true,
  },
  {
    limit: { name: 'calls:catalog.import', points: 10, seconds: 60 },
    isFor: (path) => path === 'catalog.import',
    isBySource: false,
  },
  {
    limit: { name: 'calls:stock.import', points: 10, seconds: 60 },
    isFor: (path) => path === 'stock.import',
    isBySource: false,
  },
  {
    // Each holds stock that nobody else can buy, and guests may be made up. A system calls for many.
    limit: { name: 'calls:checkout.start', points: 30, seconds: 60 },
    isFor: (path, { kind }) => path === 'checkout.start' && kind !== 'machine',
    isBySource: false,
  },
];

/** Other systems call for many people. */
const MACHINE_FACTOR = 10;

/** Limits from here on are fetched by the tenth; below it every call asks the counter. */
const MIN_POINTS_FOR_CHUNKS = 100;

/** Whom a call is charged to. */
function payerOf(actor: Actor, source: string): string {
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
export function createCallLimits(options: CallLimitOptions): ChargeCall {
  const { callsPerMinute } = options;
  if (callsPerMinute === 0) return async () => {};
  const store = hideCounterKeys(options.rateLimits, options.counterKey);
  const taker = (limit: RateLimit): TakePoint => {
    const chunk = limit.points < MIN_POINTS_FOR_CHUNKS ? 1 : Math.floor(limit.points / 10);
    return createLeasedLimit({ store, limit, chunk });
  };
  const people = taker({ name: 'calls', points: callsPerMinute, seconds: 60 });
  const machines = taker({
    name: 'calls:machines',
    points: callsPerMinute * MACHINE_FACTOR,
    seconds: 60,
  });
  const strict = STRICT.map((rule) => ({ ...rule, take: taker(rule.limit) }));

  return async function charge({ path }, { actor, source }) {
    const payer = payerOf(actor, source);
    const general = actor.kind === 'machine' ? machines : people;
    const waits = [await general(payer)];
    for (const { isFor, isBySource, take } of strict) {
      if (isFor(path, actor)) waits.push(await take(isBySource ? `source:${source}` : payer));
    }
    const retryAfterSeconds = Math.max(...waits);
    if (retryAfterSeconds > 0)
      throw new ShopError('RATE_LIMITED', { details: { retryAfterSeconds } });
  };
}
