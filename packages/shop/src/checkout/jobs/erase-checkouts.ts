import type { Database } from '@trastienda/db';
import type { Clock, Job } from '@trastienda/runtime';

const DAY_MS = 86_400_000;
/** How many are erased at a time. */
const BATCH = 100;

/**
 * Erases email address and addresses of checkouts that ended longer ago than they are kept: those
 * of guests too, whom no account could be deleted for. An order has its own copy. A payment that
 * comes even later gets no order and goes back.
 */
export function createCheckoutErasure(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  retentionDays: number,
): Job {
  return {
    name: 'erase-checkouts',
    runOnce() {
      const now = clock.now();
      const before = new Date(now.getTime() - retentionDays * DAY_MS);
      return database.checkouts.eraseEndedBefore(before, now, BATCH);
    },
  };
}
