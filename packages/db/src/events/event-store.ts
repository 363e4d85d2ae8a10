import type { ListEventsInput } from '@trastienda/shop-contract';
import { type CollectionContext, defineCollection } from '../connection/define-collection.ts';
import { insertPlain } from '../connection/insert-plain.ts';
import { MAX_READ_MS } from '../connection/max-read-ms.ts';
import { newId } from '../ids/new-id.ts';
import { decodeNumberCursor, encodeCursor } from '../paging/list-cursor.ts';
import type { Page } from '../paging/page.ts';
import type { EventDocument, EventState, NewEvent } from './event-document.ts';
import { eventIndexes, eventSchema } from './event-schema.ts';

/** The outbox of domain events: appended in the transaction of their cause, and never changed. */
export interface EventStore {
  /** Returns an id for an event at this time; ids sort in the order of their creation. */
  newId(at: Date): string;
  append(events: readonly NewEvent[]): Promise<void>;
  /**
   * Lists events, oldest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: ListEventsInput): Promise<Page<EventState>>;
}

function toState({ _id, isPending: _, ...event }: EventDocument): EventState {
  return { id: _id, ...event };
}

function createEventStore({ model }: CollectionContext<EventDocument>): EventStore {
  return {
    newId,

    async append(events) {
      await insertPlain(
        model,
        events.map(({ id, ...event }) => ({
          _id: id ?? newId(event.at),
          ...event,
          isPending: true,
        })),
      );
    },

    async list({ aggregate, aggregateId, limit, cursor }) {
      const query = model.find({ aggregate, aggregateId });
      if (cursor !== undefined) query.gt('sequence', decodeNumberCursor('events', cursor));
      const found = await query
        .sort({ sequence: 1 })
        .limit(limit + 1)
        .maxTimeMS(MAX_READ_MS)
        .lean<EventDocument[]>();
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return {
        items: page.map(toState),
        nextCursor: last ? encodeCursor('events', String(last.sequence)) : null,
      };
    },
  };
}

/** The outbox of domain events. */
export const events = defineCollection({
  name: 'events',
  schema: eventSchema,
  indexes: eventIndexes,
  store: createEventStore,
});
