import type { RunTransaction } from '../connection/transaction.ts';
import type { EventLog } from '../events/event-log.ts';
import type { ConsumerStore } from './consumer-store.ts';

/** Why a consumer cannot begin again. */
export type ReplayRefusal = 'unknown' | 'not-replayable' | 'ahead';

/** Held aggregates per read. */
const HOLDS = 100;

interface ReplayDeps {
  readonly events: Pick<EventLog, 'readLoggedHistory'>;
  readonly eventConsumers: ConsumerStore;
  readonly transaction: RunTransaction;
}

/**
 * Ends the holding back of aggregates whose events all come again after a position, and makes the others
 * due: what they wait for is before it.
 */
async function reopenHolds(
  { events, eventConsumers }: ReplayDeps,
  name: string,
  after: number,
): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await eventConsumers.listHolds(name, { limit: HOLDS, cursor });
    for (const hold of page.items) {
      const { aggregate, aggregateId, sequence: from, heldAt: retryAt } = hold;
      const part = { aggregate, aggregateId, from, through: after, limit: 1 };
      const [missed] = await events.readLoggedHistory(part);
      if (missed === undefined) await eventConsumers.release(hold);
      else await eventConsumers.update(hold, { failures: 0, isParked: false, retryAt });
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/**
 * Lets a consumer handle all events after a position again, and those that it holds back; in any
 * process, whichever runs the consumer. Returns why it may not, such as a position that it has not come
 * to yet; otherwise null.
 */
export function replayEvents(
  deps: ReplayDeps,
  name: string,
  after: number,
): Promise<ReplayRefusal | null> {
  const { eventConsumers, transaction } = deps;
  return transaction(async () => {
    const position = await eventConsumers.lock(name);
    if (position === null) return 'unknown';
    const found = (await eventConsumers.list()).find((each) => each.name === name);
    if (found?.isReplayable !== true) return 'not-replayable';
    // It would never get the events in between.
    if (after > position) return 'ahead';
    await reopenHolds(deps, name, after);
    await eventConsumers.moveTo(name, after);
    return null;
  });
}
