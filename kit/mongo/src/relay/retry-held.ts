import { backoffMs } from '@trastienda/base';
import type { EventStore } from '../events/define-events.ts';
import type { EventShape } from '../events/event-document.ts';
import { type EventConsumer, knownTypes } from './consumer.ts';
import type { ProgressDeps } from './consumer-progress.ts';
import type { HeldAggregate } from './consumer-store.ts';
import { isOfAllEvents, runHandling } from './handle-event.ts';

/** Pauses of an aggregate after failures in a row. */
const RETRY_BACKOFF = { firstMs: 1_000, longestMs: 300_000 };

/** After this many failures of one event, its aggregate waits for staff: after about half an hour. */
export const MAX_FAILURES = 14;

const MAX_ERROR_LENGTH = 500;

/** Returns the message of a failure, short enough to be stored. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, MAX_ERROR_LENGTH);
}

/** When an aggregate is tried again after failures in a row. */
export const retryTime = (now: Date, failures: number): Date =>
  new Date(now.getTime() + backoffMs(RETRY_BACKOFF, failures));

export interface RetryDeps<Shape extends EventShape> extends ProgressDeps<Shape> {
  readonly events: Pick<EventStore<Shape>, 'redact' | 'readLoggedHistory'>;
}

type Step = 'handled' | 'released' | 'gone';

/** Handles the next event of a held aggregate, or releases the aggregate after its last one. */
function handleNext<Shape extends EventShape>(
  deps: RetryDeps<Shape>,
  consumer: EventConsumer<Shape>,
  held: HeldAggregate,
): Promise<Step> {
  const { consumers, events } = deps;
  return runHandling(deps, async (signal): Promise<Step> => {
    const through = await consumers.lock(consumer.name, knownTypes(consumer));
    const hold = await consumers.findHold(held);
    if (through === null || hold === null || hold.isParked) return 'gone';
    const { types } = consumer;
    const { aggregate, aggregateId, sequence: from } = hold;
    const [event] = await events.readLoggedHistory({
      ...{ aggregate, aggregateId, types, from, through },
      limit: 1,
    });
    if (event === undefined) {
      await consumers.release(hold);
      return 'released';
    }
    await consumer.handle(event, { at: deps.now(), signal });
    if (consumer.redact) await events.redact(event.id, consumer.redact);
    await consumers.update(hold, { sequence: event.sequence + 1, failures: 0 });
    return 'handled';
  });
}

/** Counts a failure of a held aggregate, which is parked after too many. */
function countFailure<Shape extends EventShape>(
  { transaction, consumers, now }: RetryDeps<Shape>,
  held: HeldAggregate,
  error: unknown,
): Promise<void> {
  return transaction(async () => {
    await consumers.lock(held.consumer);
    const hold = await consumers.findHold(held);
    if (hold === null) return;
    const failures = hold.failures + 1;
    await consumers.update(hold, {
      failures,
      retryAt: retryTime(now(), failures),
      isParked: failures >= MAX_FAILURES,
      error: messageOf(error),
    });
  });
}

/**
 * Tries a held aggregate again, from its first event that is not done. Returns how many events were
 * handled; calls `onFailure` when one has failed again.
 */
export async function retryHeld<Shape extends EventShape>(
  deps: RetryDeps<Shape>,
  consumer: EventConsumer<Shape>,
  held: HeldAggregate,
  onFailure: (error: unknown) => void,
): Promise<number> {
  let handled = 0;
  try {
    for (;;) {
      const step = await handleNext(deps, consumer, held);
      if (step !== 'handled') return handled;
      handled += 1;
    }
  } catch (error) {
    if (isOfAllEvents(error)) throw error;
    await countFailure(deps, held, error);
    onFailure(error);
    return handled;
  }
}
