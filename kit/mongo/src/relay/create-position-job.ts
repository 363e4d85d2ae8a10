import type { RunTransaction } from '../connection/transaction.ts';
import type { EventStore } from '../events/define-events.ts';
import type { Job } from '../worker/worker.ts';

/** Events that get their positions in one transaction. */
const BATCH_SIZE = 500;

/** Rounds that did work rest for that long: under load, one transaction serves many events. */
const GATHER_MS = 50;

interface PositionDeps {
  readonly events: Pick<EventStore, 'assignPositions' | 'hasPending'>;
  readonly transaction: RunTransaction;
}

/** Gives all events that were committed before their positions in the log; returns how many. */
export async function assignAllPositions(
  { events, transaction }: PositionDeps,
  signal?: AbortSignal,
): Promise<number> {
  if (!(await events.hasPending())) return 0;
  let done = 0;
  let batch: number;
  do {
    batch = await transaction(() => events.assignPositions(BATCH_SIZE));
    done += batch;
  } while (batch === BATCH_SIZE && signal?.aborted !== true);
  return done;
}

/** Creates the job that puts committed events in order. */
export function createPositionJob(deps: PositionDeps, idlePolls: () => number): Job {
  return {
    ...{ name: 'order-events', gatherMs: GATHER_MS, idlePolls },
    runOnce: (signal) => assignAllPositions(deps, signal),
  };
}
