import type { RateLimit } from '@trastienda/base';
import { type Database, emailKey } from '@trastienda/shop-db';

/**
 * Emails that cost their cause nothing, to one address: anyone can start checkouts with the address
 * of another person and let the payments fail.
 */
export const PAYMENT_EMAILS: RateLimit = { name: 'payment-emails', points: 5, seconds: 86_400 };

/** Emails about orders without a price, to one address: they too need no money of their cause. */
export const FREE_ORDER_EMAILS: RateLimit = {
  name: 'free-order-emails',
  points: 20,
  seconds: 86_400,
};

/** Emails about stock, to one address: an import may change thousands of SKUs. */
export const STOCK_EMAILS: RateLimit = { name: 'stock-emails', points: 20, seconds: 3600 };

export interface ThrottleDeps {
  readonly database: Pick<Database, 'rateLimits'>;
  /** Replaces an email address by a keyed hash, so that counters name no person. */
  readonly counterKeyOf: (email: string) => string;
}

/** Counts an email of an event; false when its recipient has had too many. */
export type Throttle = (limit: RateLimit, email: string, eventId: string) => Promise<boolean>;

/** More than a consumer handles at once. */
const MAX_KNOWN = 1000;

/**
 * Creates the limits of a consumer. It may handle an event several times, when the transaction of others
 * fails; counters join no transaction, so what was counted is remembered.
 */
export function createThrottle({ database, counterKeyOf }: ThrottleDeps): Throttle {
  const known = new Map<string, boolean>();
  return async function mayEmail(limit, email, eventId) {
    const key = counterKeyOf(emailKey(email));
    const id = `${eventId} ${key}`;
    const before = known.get(id);
    if (before !== undefined) return before;
    const { isAllowed } = await database.rateLimits.consume(limit, key);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(id, isAllowed);
    return isAllowed;
  };
}
