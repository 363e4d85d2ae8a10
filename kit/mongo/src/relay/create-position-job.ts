import type { RunTransaction } from '../connection/transaction.ts';
import type { EventStore } from '../events/define-events.ts';
import type { Job } from '../worker/worker.ts';

/** Events that get their positions in one transaction. */
const BATCH_SIZE = 500;

/** Rounds that did work rest for that long: under load, one transaction serves many events. */
const GATHER_MS = 20;

interface PositionDeps {
  readonly events: Pick<EventStore, 'assignPositions' | 'hasPending'>;
  readonly transaction: RunTransaction;
}

/** Gives all committed events their positions in the log; returns how many. */
export async function assignAllPositions(
  { events, transaction }: PositionDeps,
  signal?: AbortSignal,
): Promise<number> {
  let done = 0;
  while (signal?.aborted !== true && (await events.hasPending())) {
    done += await transaction(() => events.assignPositions(BATCH_SIZE));
  }
  return done;
}

/** Creates the job that puts committed events in order. */
export function createPositionJob(deps: PositionDeps, idlePolls: () => number): Job {
  return {
    ...{ name: 'order-events', gatherMs: GATHER_MS, idlePolls },
    runOnce: (signal) => assignAllPositions(deps, signal),
  };
}
