import type { JobLoop, LoopOptions } from './job-loop.ts';
import { createPauses } from './pauses.ts';
import type { QueueJob, Task } from './worker.ts';

/** Claims the items of a queue one after another and runs as many tasks at once as the job allows. */
export function createQueueLoop(job: QueueJob, { pollMs, onFault }: LoopOptions): JobLoop {
  /** The running tasks, each with what aborts it. */
  const running = new Map<Promise<number>, AbortController>();
  let isStopping = false;
  let isOverdue = false;
  let loop: Promise<void> | null = null;
  const pauses = createPauses(() => isStopping);

  async function perform(task: Task, signal: AbortSignal): Promise<number> {
    try {
      return await task(signal);
    } catch (error) {
      onFault(error);
      return 0;
    }
  }

  function begin(task: Task): void {
    // One each: listeners on a signal that outlives the task would pile up.
    const controller = new AbortController();
    if (isOverdue) controller.abort();
    const performance = perform(task, controller.signal).finally(() => {
      const wasFull = running.size >= job.concurrency;
      running.delete(performance);
      if (wasFull) pauses.wake();
    });
    running.set(performance, controller);
  }

  function abortAll(): void {
    isOverdue = true;
    for (const controller of running.values()) controller.abort();
  }

  async function claimAll(): Promise<void> {
    while (!isStopping && running.size < job.concurrency) {
      const task = await job.claim();
      if (task === null) return;
      // Even when the worker was stopped meanwhile: the item is claimed.
      begin(task);
    }
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      pauses.beginRound();
      try {
        await claimAll();
        await pauses.rest(pollMs);
      } catch (error) {
        onFault(error);
        await pauses.backOff();
      }
    }
  }

  return {
    start() {
      if (loop !== null) return;
      isStopping = false;
      isOverdue = false;
      loop = run();
    },
    async stop(withinMs) {
      isStopping = true;
      pauses.wake();
      const timer = withinMs === undefined ? undefined : setTimeout(abortAll, withinMs);
      await loop;
      await Promise.all(running.keys());
      clearTimeout(timer);
      loop = null;
    },
    wake: () => pauses.wake(),
    async runOnce() {
      let done = 0;
      try {
        for (let task = await job.claim(); task !== null; task = await job.claim()) {
          done += await perform(task, new AbortController().signal);
        }
      } catch (error) {
        onFault(error);
      }
      return done;
    },
  };
}
