import { type Clock, systemClock } from '@trastienda/base';
import type { LeaseStore } from '../leases/lease-store.ts';
import { createJobLease } from './job-lease.ts';
import type { JobLoop } from './job-loop.ts';
import { createQueueLoop } from './queue-loop.ts';
import { createRoundLoop } from './round-loop.ts';
import type { Job, QueueJob, Worker, WorkerFault } from './worker.ts';

const POLL_MS = 1000;

export interface WorkerOptions {
  readonly jobs: readonly (Job | QueueJob)[];
  readonly leases: LeaseStore;
  readonly clock?: Clock;
  /** Receives failures. After one a job pauses, longer after each failure in a row. */
  readonly onFault: (fault: WorkerFault) => void;
  /** How often to look for work; every second by default, and less often where a job says so. */
  readonly pollMs?: number;
}

/** Creates a worker. Its jobs run concurrently and independently. */
export function createWorker(options: WorkerOptions): Worker {
  const { jobs, leases, clock = systemClock, pollMs = POLL_MS } = options;

  function createLoop(job: Job | QueueJob): JobLoop {
    const onFault = (error: unknown) => options.onFault({ job: job.name, error });
    if ('claim' in job) return createQueueLoop(job, { pollMs, onFault });
    const lease = createJobLease(job.name, { leases, clock });
    return createRoundLoop(job, { lease, pollMs, onFault });
  }

  const loops = jobs.map(createLoop);
  return {
    start() {
      for (const loop of loops) loop.start();
    },
    async stop(withinMs) {
      await Promise.all(loops.map((loop) => loop.stop(withinMs)));
    },
    wake(names) {
      for (const [index, loop] of loops.entries()) {
        if (names?.has(jobs[index]?.name ?? '') ?? true) loop.wake();
      }
    },
    async runOnce() {
      let done = 0;
      for (const loop of loops) done += await loop.runOnce();
      return done;
    },
  };
}
