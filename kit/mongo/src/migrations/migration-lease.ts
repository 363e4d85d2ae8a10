import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { LeaseStore } from '../leases/lease-store.ts';

/** Name of the lease in `leases`. */
export const MIGRATION_LEASE = 'migrations';

/** Lease duration: how long before another process takes over after a crash. */
const LEASE_MS = 30_000;
const RENEW_MS = LEASE_MS / 3;
const POLL_MS = 250;

export interface MigrationLeaseOptions {
  readonly leases: LeaseStore;
  readonly now: () => Date;
  /** Called once when another process holds the lease. */
  readonly onWait: () => void;
}

/**
 * Runs work while this process holds the migration lease; waits for another process that holds it.
 * The signal is aborted when the lease could not be renewed in time.
 */
export async function withMigrationLease<Result>(
  { leases, now, onWait }: MigrationLeaseOptions,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const holder = randomUUID();
  const acquire = () => {
    const at = now();
    return leases.acquire(MIGRATION_LEASE, holder, at, new Date(at.getTime() + LEASE_MS));
  };
  let isWaiting = false;
  while (!(await acquire())) {
    if (!isWaiting) onWait();
    isWaiting = true;
    await delay(POLL_MS);
  }

  const lost = new AbortController();
  // Not `now()`: changing the clock must not change the duration of the lease.
  let renewedAt = performance.now();
  const renew = async () => {
    const askedAt = performance.now();
    try {
      if (await acquire()) renewedAt = askedAt;
      else lost.abort(new Error('Another process has taken over the migrations.'));
    } catch (error) {
      // While the database is unavailable the lease is still ours until it ends.
      if (performance.now() - renewedAt >= LEASE_MS) lost.abort(error);
    }
  };
  const timer = setInterval(() => void renew(), RENEW_MS);
  timer.unref();
  try {
    return await work(lost.signal);
  } finally {
    clearInterval(timer);
    // A lease that cannot be released expires.
    await leases.release(MIGRATION_LEASE, holder).catch(() => {});
  }
}
