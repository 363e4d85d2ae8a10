import type { EventType } from '@trastienda/contract';
import type { Database, NewEvent } from '@trastienda/db';
import type { ChangeContext } from './change-context.ts';

/** An event before it has its place in its aggregate's history. */
export interface EventDraft {
  readonly type: EventType;
  readonly data: NewEvent['data'];
}

/**
 * Collects the events that changes within one transaction append to `database`, so that `flush`
 * appends them with one insert before the transaction ends.
 */
export function collectEvents(database: Database): {
  readonly database: Database;
  flush(): Promise<void>;
} {
  const collected: NewEvent[] = [];
  const append = async (events: readonly NewEvent[]) => {
    // With an id already: events of other stores may be appended before the flush.
    collected.push(...events.map((event) => ({ ...event, id: database.events.newId(event.at) })));
  };
  return {
    database: { ...database, events: { ...database.events, append } },
    flush: () => database.events.append(collected),
  };
}

/**
 * Appends what happened to an aggregate, within the transaction that changed it; `before` is the
 * sequence of its last event until then.
 */
export function appendEvents(
  { events }: Pick<Database, 'events'>,
  subject: Pick<NewEvent, 'aggregate' | 'aggregateId'> & { readonly before: number },
  drafts: readonly EventDraft[],
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
