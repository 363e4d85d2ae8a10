import type { Log } from '@trastienda/base';

/** Work that a process does besides answering calls: a worker, or the delivery of emails. */
export interface Background {
  start(): void;
  /** Stops; work in progress gets `withinMs` to end. */
  stop(withinMs: number): Promise<void>;
}

/** Rejects when the work takes longer. */
async function inTime(work: Promise<void>, withinMs: number): Promise<void> {
  const timeout = AbortSignal.timeout(Math.ceil(withinMs));
  const expired = new Promise<never>((_, reject) => {
    timeout.addEventListener('abort', () => reject(timeout.reason), { once: true });
  });
  await Promise.race([work, expired]);
}

/**
 * Stops background work, all of it at once, before the database closes. A third of `withinMs` is for
 * work in progress, a third to return the rest to its queue, and a third is left to the caller.
 * Never rejects: failures are logged, and a queue's next worker continues where this one failed.
 */
export async function stopBackground(
  background: readonly Pick<Background, 'stop'>[],
  withinMs: number,
  log: Pick<Log, 'error'>,
): Promise<void> {
  const stopping = background.map(async (work) => {
    try {
      await inTime(work.stop(withinMs / 3), (2 * withinMs) / 3);
    } catch (error) {
      log.error({ err: error }, 'background work did not stop');
    }
  });
  await Promise.all(stopping);
}
