import { randomUUID } from 'node:crypto';
import type { LeaseStore } from '@trastienda/db';
import type { Clock } from '../clock.ts';
import type { Background, BackgroundFault, Job } from './background.ts';

/** So long the others wait for a process that died. */
const LEASE_MS = 15_000;
const POLL_MS = 1000;
/** How long to leave alone what does not work. */
const FAULT_PAUSE_MS = 5000;

export interface BackgroundOptions {
  readonly jobs: readonly Job[];
  readonly leases: LeaseStore;
  readonly clock: Clock;
  readonly onFault: (fault: BackgroundFault) => void;
  /** How often to look for work; every second unless told. */
  readonly pollMs?: number;
}

/**
 * Jobs in the background of a process. Of all processes one at a time does a job, under a lease:
 * not because two would do harm, but because they would do the same work twice. Nothing it does
 * rejects; what goes wrong is told to `onFault`.
 */
export function createBackground({
  jobs,
  leases,
  clock,
  onFault,
  pollMs = POLL_MS,
}: BackgroundOptions): Background {
  const holder = randomUUID();
  const leasedUntil = new Map<string, number>();
  const pauses = new Set<() => void>();
  let stopping = new AbortController();
  let loops: Promise<void>[] = [];

  /** How much was done; null when it failed. */
  async function attempt(job: Job, work: () => Promise<number>): Promise<number | null> {
    try {
      return await work();
    } catch (error) {
      onFault({ job: job.name, error });
      return null;
    }
  }

  /** Whether the job is ours, now and for a while. */
  async function isLeased({ name }: Job): Promise<boolean> {
    const now = clock.now();
    // A lease that has time left needs no write: most rounds of an idle shop cost none.
    if (now.getTime() < (leasedUntil.get(name) ?? 0) - LEASE_MS / 2) return true;
    const until = new Date(now.getTime() + LEASE_MS);
    const isOurs = await leases.acquire(name, holder, now, until);
    leasedUntil.set(name, isOurs ? until.getTime() : 0);
    return isOurs;
  }

  const runLeased = (job: Job, signal: AbortSignal) =>
    attempt(job, async () => ((await isLeased(job)) ? job.runOnce(signal) : 0));

  function pause(ms: number): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        pauses.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      pauses.add(end);
    });
  }

  async function repeat(job: Job): Promise<void> {
    const { signal } = stopping;
    while (!signal.aborted) {
      const done = await runLeased(job, signal);
      if (done === null) await pause(FAULT_PAUSE_MS);
      // Even when there is more to do: others in this process get their turn.
      else await pause(done === 0 ? pollMs : 0);
    }
    await attempt(job, async () => {
      leasedUntil.delete(job.name);
      await leases.release(job.name, holder);
      return 0;
    });
  }

  return {
    start() {
      if (loops.length > 0) return;
      stopping = new AbortController();
      loops = jobs.map(repeat);
    },
    async stop() {
      stopping.abort();
      for (const end of [...pauses]) end();
      await Promise.all(loops);
      loops = [];
    },
    async runOnce() {
      let sum = 0;
      for (const job of jobs) sum += (await attempt(job, () => job.runOnce())) ?? 0;
      return sum;
    },
  };
}
