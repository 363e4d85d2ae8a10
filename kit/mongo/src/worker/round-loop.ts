import type { JobLease } from './job-lease.ts';
import type { JobLoop, LoopOptions } from './job-loop.ts';
import { createPauses, type Pauses } from './pauses.ts';
import { waitAtMost } from './wait-at-most.ts';
import type { Job } from './worker.ts';

/** The loop from a start to the stop that ends it. */
interface Run {
  readonly stopping: AbortController;
  readonly pauses: Pauses;
  readonly ended: Promise<void>;
}

/** Runs rounds of a job while this process holds its lease. */
export function createRoundLoop(
  job: Job,
  { lease, pollMs, onFault }: LoopOptions & { readonly lease: JobLease },
): JobLoop {
  let current: Run | null = null;
  /** Resolves with the last run: the next one must not work concurrently under the same lease. */
  let earlier: Promise<void> = Promise.resolve();

  async function run(signal: AbortSignal, pauses: Pauses): Promise<void> {
    while (!signal.aborted) {
      pauses.beginRound();
      try {
        const done = (await lease.acquire()) ? await job.runOnce(signal) : 0;
        if (done > 0 && job.gatherMs !== undefined) await pauses.gather(job.gatherMs);
        await pauses.rest(done === 0 ? pollMs : 0);
      } catch (error) {
        onFault(error);
        await pauses.backOff();
      }
    }
    await lease.release().catch(onFault);
  }

  return {
    start() {
      if (current !== null) return;
      const stopping = new AbortController();
      const { signal } = stopping;
      const pauses = createPauses(() => signal.aborted);
      const ended = earlier.then(() => run(signal, pauses));
      earlier = ended;
      current = { stopping, pauses, ended };
    },
    async stop(withinMs) {
      const stopped = current;
      current = null;
      stopped?.stopping.abort();
      stopped?.pauses.wake();
      await waitAtMost(earlier, withinMs);
    },
    wake() {
      if (!lease.isTaken()) current?.pauses.wake();
    },
    async runOnce() {
      try {
        return await job.runOnce();
      } catch (error) {
        onFault(error);
        return 0;
      }
    },
  };
}
