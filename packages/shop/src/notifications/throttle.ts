import type { RateLimit } from '@trastienda/base';
import { type Database, emailKey } from '@trastienda/shop-db';

/**
 * Emails that cost their cause nothing, to one address: anyone can start checkouts with the address
 * of another person and let the payments fail.
 */
const PAYMENT_EMAILS: RateLimit = { name: 'payment-emails', points: 5, seconds: 86_400 };

/** Emails about orders without a price, to one address: they too need no money of their cause. */
const FREE_ORDER_EMAILS: RateLimit = { name: 'free-order-emails', points: 20, seconds: 86_400 };

/** Emails about stock, to one address: an import may change thousands of SKUs. */
const STOCK_EMAILS: RateLimit = { name: 'stock-emails', points: 20, seconds: 3600 };

export interface ThrottleDeps {
  readonly database: Pick<Database, 'rateLimits'>;
  /** Replaces an email address by a keyed hash, so that counters name no person. */
  readonly counterKeyOf: (email: string) => string;
}

async function isWithin(
  { database, counterKeyOf }: ThrottleDeps,
  limit: RateLimit,
  email: string,
): Promise<boolean> {
  const key = counterKeyOf(emailKey(email));
  return (await database.rateLimits.consume(limit, key)).isAllowed;
}

/** Counts an email about a payment; false when its recipient has had too many today. */
export function mayEmailPayment(deps: ThrottleDeps, email: string): Promise<boolean> {
  return isWithin(deps, PAYMENT_EMAILS, email);
}

/** Counts an email about an order without a price; false when its recipient has had too many today. */
export function mayEmailFreeOrder(deps: ThrottleDeps, email: string): Promise<boolean> {
  return isWithin(deps, FREE_ORDER_EMAILS, email);
}

/** Counts an email about stock; false when its recipient has had too many this hour. */
export function mayEmailStock(deps: ThrottleDeps, email: string): Promise<boolean> {
  return isWithin(deps, STOCK_EMAILS, email);
}
