import {
  type CollectionContext,
  defineCollection,
  type StoreDefinition,
} from '../collections/define-collection.ts';
import { insertPlain } from '../collections/insert-plain.ts';
import { MAX_READ_MS } from '../connection/max-read-ms.ts';
import { newId } from '../ids/new-id.ts';
import { decodeNumberCursor, encodeCursor } from '../paging/list-cursor.ts';
import type { Page } from '../paging/page.ts';
import type { EventDocument, EventShape, EventState, NewEvent } from './event-document.ts';
import { eventIndexes, eventSchema } from './event-schema.ts';

/** The outbox of domain events: appended in the transaction of their cause, and never changed. */
export interface EventStore<Shape extends EventShape = EventShape> {
  /** Returns an id for an event at this time; ids sort in the order of their creation. */
  newId(at: Date): string;
  append(events: readonly NewEvent<Shape>[]): Promise<void>;
  /**
   * Lists the events of an aggregate, oldest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: {
    readonly aggregate: Shape['aggregate'];
    readonly aggregateId: string;
    readonly limit: number;
    readonly cursor?: string | undefined;
  }): Promise<Page<EventState<Shape>>>;
}

/** Stored events are of the application's shape, because `append` accepts no others. */
const toState = <Shape extends EventShape>({ _id, isPending: _, ...event }: EventDocument) =>
  ({ id: _id, ...event }) as EventState<Shape>;

function createEventStore<Shape extends EventShape>({
  model,
}: CollectionContext<EventDocument>): EventStore<Shape> {
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
        items: page.map((event) => toState<Shape>(event)),
        nextCursor: last ? encodeCursor('events', String(last.sequence)) : null,
      };
    },
  };
}

/**
 * Defines the collection `events` of an application.
 *
 * @example
 * const events = defineEvents<{
 *   aggregate: 'note';
 *   type: 'note.written' | 'note.shared';
 *   data: { title?: string };
 * }>();
 */
export function defineEvents<Shape extends EventShape = EventShape>(): StoreDefinition<
  EventStore<Shape>
> {
  return defineCollection({
    name: 'events',
    schema: eventSchema,
    indexes: eventIndexes,
    store: createEventStore<Shape>,
  });
}
