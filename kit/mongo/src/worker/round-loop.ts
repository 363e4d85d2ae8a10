import type { JobLease } from './job-lease.ts';
import type { JobLoop, LoopOptions } from './job-loop.ts';
import { createPauses, type Pauses } from './pauses.ts';
import { waitAtMost } from './wait-at-most.ts';
import type { Job } from './worker.ts';

/** Longer timers of Node end at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

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

  /** Runs a round, and returns how long to rest after it. */
  async function runRound(signal: AbortSignal, pauses: Pauses): Promise<number> {
    // What another process releases is taken over at the next poll.
    if (!(await lease.acquire())) return pollMs;
    const done = await job.runOnce(signal);
    if (done === 0) return Math.min(pollMs * (job.idlePolls?.() ?? 1), MAX_TIMER_MS);
    if (job.gatherMs !== undefined) await pauses.gather(job.gatherMs);
    return 0;
  }

  async function run(signal: AbortSignal, pauses: Pauses): Promise<void> {
    while (!signal.aborted) {
      pauses.beginRound();
      try {
        await pauses.rest(await runRound(signal, pauses));
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
