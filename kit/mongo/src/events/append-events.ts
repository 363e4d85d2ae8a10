import type { ChangeContext } from './change-context.ts';
import type { EventShape, NewEvent, RecordedEvent } from './event-document.ts';
import type { EventHistories } from './event-histories.ts';

/** An event that has no position in its aggregate's history yet. */
export interface EventDraft<Shape extends EventShape = EventShape> {
  readonly type: Shape['type'];
  readonly data: Shape['data'];
  /** Tags of the answers that the change affects. */
  readonly tags?: readonly string[];
}

/**
 * Buffers the events that one transaction appends to `database`; `flush` inserts them all at once
 * before the transaction ends.
 */
export function collectEvents<Database extends { readonly events: EventHistories }>(
  database: Database,
): {
  readonly database: Database;
  flush(): Promise<void>;
} {
  const collected: NewEvent[] = [];
  const flush = () => database.events.append(collected.splice(0));
  const append = async (events: readonly NewEvent[]) => {
    // Assign ids now: events of other stores may be appended before the flush.
    collected.push(...events.map((event) => ({ ...event, id: database.events.newId(event.at) })));
  };
  const record = async (event: RecordedEvent, context: ChangeContext) => {
    // Its number follows those of the events before it.
    await flush();
    await database.events.record(event, context);
  };
  return { database: { ...database, events: { ...database.events, append, record } }, flush };
}

/**
 * Appends the events of one aggregate within the transaction that changed it. `before` is the
 * sequence number of the aggregate's previous event.
 */
export function appendEvents<Shape extends EventShape>(
  { events }: { readonly events: Pick<EventHistories<Shape>, 'append'> },
  subject: Pick<NewEvent<Shape>, 'aggregate' | 'aggregateId'> & { readonly before: number },
  drafts: readonly EventDraft<Shape>[],
  { at, requestId }: ChangeContext,
): Promise<void> {
  const { aggregate, aggregateId, before } = subject;
  return events.append(
    drafts.map((draft, index) => ({
      aggregate,
      aggregateId,
      sequence: before + index + 1,
      ...draft,
      at,
      requestId,
    })),
  );
}
