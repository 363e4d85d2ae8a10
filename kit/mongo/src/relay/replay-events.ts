import type { RunTransaction } from '../connection/transaction.ts';
import type { ConsumerStore } from './consumer-store.ts';

/** Why a consumer cannot begin again. */
export type ReplayRefusal = 'unknown' | 'not-replayable';

/**
 * Lets a consumer handle all events after a position again, and those that it holds back; in any
 * process, whichever runs the consumer. Returns why it may not; otherwise null.
 */
export function replayEvents(
  {
    eventConsumers,
    transaction,
  }: { readonly eventConsumers: ConsumerStore; readonly transaction: RunTransaction },
  name: string,
  after: number,
): Promise<ReplayRefusal | null> {
  return transaction(async () => {
    if ((await eventConsumers.lock(name)) === null) return 'unknown';
    const found = (await eventConsumers.list()).find((each) => each.name === name);
    if (found?.isReplayable !== true) return 'not-replayable';
    await eventConsumers.release({ consumer: name });
    await eventConsumers.moveTo(name, after);
    return null;
  });
}
