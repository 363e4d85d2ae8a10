import { randomUUID } from 'node:crypto';
import type { Clock } from '@trastienda/base';
import type { LeaseStore } from '../leases/lease-store.ts';

/** Lease duration: how long before another process takes over from one that died. */
const LEASE_MS = 15_000;

/** The lease of one job, as one process sees it. */
export interface JobLease {
  /** Takes or extends the lease; returns false while another process holds it. */
  acquire(): Promise<boolean>;
  /** Returns true when another process held it at the last attempt. */
  isTaken(): boolean;
  release(): Promise<void>;
}

export function createJobLease(
  job: string,
  { leases, clock }: { readonly leases: LeaseStore; readonly clock: Clock },
): JobLease {
  const holder = randomUUID();
  let leasedUntil = 0;
  let isTaken = false;

  return {
    async acquire() {
      const now = clock.now();
      // A lease that has time left needs no write: most rounds of an idle process cost none.
      if (now.getTime() < leasedUntil - LEASE_MS / 2) return true;
      const until = new Date(now.getTime() + LEASE_MS);
      const isOurs = await leases.acquire(job, holder, now, until);
      leasedUntil = isOurs ? until.getTime() : 0;
      isTaken = !isOurs;
      return isOurs;
    },
    isTaken: () => isTaken,
    async release() {
      leasedUntil = 0;
      await leases.release(job, holder);
    },
  };
}
