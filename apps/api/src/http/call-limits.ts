import type { RateLimitCounter } from '@trastienda/base';
import {
  type ConsumePoints,
  createCallLimits,
  createForgeryLimit,
  type LeasedLimit,
  type StrictLimits,
} from '@trastienda/http';
import type { CallLimit } from '@trastienda/shop-router';

/** The stricter limits of the shop's procedures. */
const STRICT: StrictLimits<CallLimit> = {
  auth: { points: 30, isBySource: true },
  // Calls that hash or email for a signed-in account, even with the right password: a stolen
  // session, or one that anyone can open, must not keep the server busy or flood a mailbox.
  secrets: [
    { points: 20, seconds: 600 },
    { points: 60, seconds: 600, isBySource: true },
  ],
  catalogImport: { points: 10 },
  stockImport: { points: 10 },
  // Each start reserves stock that is then unavailable to other buyers, and guest tokens are free.
  checkout: { points: 30, isForPeople: true },
  // Each stores something or sends an email, and needs no account.
  forms: [
    { points: 10, isBySource: true },
    { points: 60, seconds: 3600, isBySource: true },
  ],
  orderLinks: { points: 30, isBySource: true },
};

export interface ShopLimitOptions {
  readonly database: { readonly rateLimits: RateLimitCounter };
  /** Secret of 32 bytes that all processes share; network addresses are hashed under it. */
  readonly secret: Uint8Array;
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
