import { setTimeout as delay } from 'node:timers/promises';
import type { LeaseStore } from '../leases/lease-store.ts';
import { ServersRunningError } from './migration-errors.ts';
import { MIGRATION_LEASE } from './migration-lease.ts';

const POLL_MS = 250;
/** Leases that end later than this were created before the clock was set back. */
const MAX_LEASE_MS = 600_000;

/**
 * Resolves when no server holds a lease of a background job: it would write what it has read before
 * the migration. `onWait` is called once if there is one.
 *
 * @throws {ServersRunningError} when there still is one after `patienceMs`.
 */
export async function waitForServers({
  leases,
  now,
  patienceMs,
  onWait,
}: {
  readonly leases: LeaseStore;
  readonly now: () => Date;
  readonly patienceMs: number;
  readonly onWait: () => void;
}): Promise<void> {
  const startedAt = performance.now();
  for (let polls = 0; ; polls += 1) {
    const at = now();
    const held = await leases.findHeld(at, new Date(at.getTime() + MAX_LEASE_MS));
    if (held.every((job) => job === MIGRATION_LEASE)) return;
    if (polls === 0) onWait();
    if (performance.now() - startedAt >= patienceMs) throw new ServersRunningError();
    await delay(POLL_MS);
  }
}
