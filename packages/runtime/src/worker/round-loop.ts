import type { JobLease } from './job-lease.ts';
import type { JobLoop, LoopOptions } from './job-loop.ts';
import { createPauses } from './pauses.ts';
import type { Job } from './worker.ts';

/** Runs rounds of a job while this process holds its lease. */
export function createRoundLoop(
  job: Job,
  { lease, pollMs, onFault }: LoopOptions & { readonly lease: JobLease },
): JobLoop {
  let stopping = new AbortController();
  let loop: Promise<void> | null = null;
  const pauses = createPauses(() => stopping.signal.aborted);

  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      pauses.beginRound();
      try {
        const done = (await lease.acquire()) ? await job.runOnce(signal) : 0;
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
      if (loop !== null) return;
      stopping = new AbortController();
      loop = run(stopping.signal);
    },
    async stop() {
      stopping.abort();
      pauses.wake();
      await loop;
      loop = null;
    },
    wake: () => pauses.wake(),
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
