import type { JobLoop, LoopOptions } from './job-loop.ts';
import { createPauses } from './pauses.ts';
import type { QueueJob, Task } from './worker.ts';

/** The loop from a start to the stop that ends it. */
interface Run {
  /** Resolves when the loop and its tasks have ended. */
  readonly ended: Promise<void>;
  wake(): void;
  /** Stops claiming. */
  stop(): void;
  /** Aborts the running tasks. */
  abort(): void;
}

/** Claims the items of a queue one after another and runs as many tasks at once as the job allows. */
export function createQueueLoop(job: QueueJob, { pollMs, onFault }: LoopOptions): JobLoop {
  let current: Run | null = null;
  /** Runs that have not ended: a later `stop` may abort what an earlier one waits for. */
  const unended = new Set<Run>();
  /** Resolves with the last run and its tasks, so that no more run at once than the job allows. */
  let earlier: Promise<void> = Promise.resolve();

  async function perform(task: Task, signal: AbortSignal): Promise<number> {
    try {
      return await task(signal);
    } catch (error) {
      onFault(error);
      return 0;
    }
  }

  function createRun(): Run {
    /** The running tasks with their abort controllers. */
    const running = new Map<Promise<number>, AbortController>();
    let isStopping = false;
    let isOverdue = false;
    const pauses = createPauses(() => isStopping);

    function begin(task: Task): void {
      // One per task: listeners on a longer-lived signal would pile up.
      const controller = new AbortController();
      if (isOverdue) controller.abort();
      const performance = perform(task, controller.signal).then((done) => {
        const wasFull = running.size >= job.concurrency;
        running.delete(performance);
        // The end of a task can also make room in the queue, which may bound its items in progress.
        if (wasFull || done > 0) pauses.wake();
        return done;
      });
      running.set(performance, controller);
    }

    async function claimAll(): Promise<void> {
      while (!isStopping && running.size < job.concurrency) {
        const task = await job.claim();
        if (task === null) return;
        // Even if the worker was stopped in the meantime: the item is claimed.
        begin(task);
      }
    }

    async function run(): Promise<void> {
      await earlier;
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
      await Promise.all(running.keys());
    }

    return {
      ended: run(),
      wake: () => pauses.wake(),
      stop() {
        isStopping = true;
        pauses.wake();
      },
      abort() {
        isOverdue = true;
        for (const controller of running.values()) controller.abort();
      },
    };
  }

  return {
    start() {
      if (current !== null) return;
      const started = createRun();
      current = started;
      unended.add(started);
      earlier = started.ended.finally(() => unended.delete(started));
    },
    async stop(withinMs) {
      const stopped = [...unended];
      current?.stop();
      current = null;
      const abort = () => {
        for (const run of stopped) run.abort();
      };
      const timer = withinMs === undefined ? undefined : setTimeout(abort, withinMs);
      await earlier;
      clearTimeout(timer);
    },
    wake: () => current?.wake(),
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
