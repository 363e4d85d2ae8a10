import {
  type ConsumePoints,
  createCallLimits,
  createForgeryLimit,
  type LeasedLimit,
  type RateLimitCounter,
  type StrictLimits,
} from '@trastienda/http';
import type { CallLimit } from '@trastienda/shop-router';

/** The stricter limits of the shop's procedures. */
const STRICT: StrictLimits<CallLimit> = {
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

export interface ShopLimitOptions {
  readonly rateLimits: RateLimitCounter;
  /** Key under which network addresses are hashed; see `deriveCounterKey`. */
  readonly counterKey: Uint8Array<ArrayBuffer>;
  /** Points per minute and caller; 0 turns off all limits on calls. */
  readonly callsPerMinute: number;
}

/** The limits on calls and on forged webhooks. */
export interface ShopLimits {
  readonly consume: ConsumePoints<CallLimit>;
  /** Absent when limits on calls are off. */
  readonly forgeries?: LeasedLimit;
}

/** Creates the limits of the shop, counted in the database. */
export function createShopLimits(options: ShopLimitOptions): ShopLimits {
  const forgeries = createForgeryLimit(options);
  return {
    consume: createCallLimits({ ...options, strict: STRICT }),
    ...(forgeries !== undefined && { forgeries }),
  };
}
