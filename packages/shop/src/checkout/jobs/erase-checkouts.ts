import type { Clock } from '@trastienda/base';
import type { Job } from '@trastienda/mongo';
import type { Database } from '@trastienda/shop-db';

const DAY_MS = 86_400_000;

/** A period of days may end a minute late. */
const IDLE_POLLS = 60;
/** Checkouts erased per batch. */
const BATCH = 100;

/**
 * Erases email and postal addresses of checkouts that ended longer ago than the retention period,
 * including those of guests, who have no account to delete. An order has its own copy. A payment
 * that succeeds later still gets no order and is refunded.
 */
export function createCheckoutErasure(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  retentionDays: number,
): Job {
  return {
    ...{ name: 'erase-checkouts', idlePolls: () => IDLE_POLLS },
    runOnce() {
      const now = clock.now();
      const before = new Date(now.getTime() - retentionDays * DAY_MS);
      return database.checkouts.eraseEndedBefore(before, now, BATCH);
    },
  };
}
