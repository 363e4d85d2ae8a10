import type { EventStore } from '../events/define-events.ts';
import type { EventShape } from '../events/event-document.ts';
import type { LoggedEvent } from '../events/event-log.ts';
import { type EventConsumer, knownTypes } from './consumer.ts';
import { type ConsumerStore, keyOf } from './consumer-store.ts';
import { type HandlingDeps, runHandling } from './handle-event.ts';

export interface ProgressDeps<Shape extends EventShape> extends HandlingDeps {
  readonly events: Pick<EventStore<Shape>, 'redact'>;
  readonly consumers: ConsumerStore;
  readonly now: () => Date;
}

/** Events of the log that a consumer has not done, after its position. */
export interface LogPart<Shape extends EventShape> {
  /** The position when the part was read. */
  readonly after: number;
  readonly events: readonly LoggedEvent<Shape>[];
  /** The position once the part is done. */
  readonly through: number;
}

/**
 * Handles a part of the log and moves the position of the consumer, in one transaction. Events of
 * aggregates that are held back are left for later. Returns how many were handled; null when another
 * process has moved the position.
 */
export function handlePart<Shape extends EventShape>(
  deps: ProgressDeps<Shape>,
  consumer: EventConsumer<Shape>,
  { after, events, through }: LogPart<Shape>,
): Promise<number | null> {
  const { consumers } = deps;
  return runHandling(deps, async (signal) => {
    if ((await consumers.lock(consumer.name, knownTypes(consumer))) !== after) return null;
    const held = await consumers.listHeldKeys(consumer.name);
    const free = events.filter((event) => !held.has(keyOf(event)));
    for (const event of free) {
      await consumer.handle(event, { at: deps.now(), signal });
      if (consumer.redact) await deps.events.redact(event.id, consumer.redact);
    }
    await consumers.moveTo(consumer.name, through);
    return free.length;
  });
}

/**
 * Holds the aggregate of an event back that has failed, and moves the position past it. Returns false
 * when another process has moved the position.
 */
export function holdBack<Shape extends EventShape>(
  deps: ProgressDeps<Shape>,
  consumer: EventConsumer<Shape>,
  { after, event }: { readonly after: number; readonly event: LoggedEvent<Shape> },
  failure: { readonly error: string; readonly retryAt: Date },
): Promise<boolean> {
  const { consumers } = deps;
  const { aggregate, aggregateId, sequence, position } = event;
  return deps.transaction(async () => {
    if ((await consumers.lock(consumer.name, knownTypes(consumer))) !== after) return false;
    await consumers.hold({
      consumer: consumer.name,
      aggregate,
      aggregateId,
      sequence,
      failures: 1,
      isParked: false,
      heldAt: deps.now(),
      ...failure,
    });
    await consumers.moveTo(consumer.name, position);
    return true;
  });
}
