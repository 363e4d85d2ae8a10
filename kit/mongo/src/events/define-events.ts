import { defineCollection, type StoreDefinition } from '../collections/define-collection.ts';
import type { EventDocument, EventLogDocument, EventShape } from './event-document.ts';
import { createEventHistories, type EventHistories } from './event-histories.ts';
import { createEventLog, type EventLog } from './event-log.ts';
import { eventArchive, eventIndexes, eventLog, eventSchema } from './event-schema.ts';
import { createEventWatch, type EventWatch, type WatchedCollection } from './watch-events.ts';

/**
 * The outbox of domain events. What reacts to an event may remove fields of its data; nothing else
 * of it is changed.
 */
export interface EventStore<Shape extends EventShape = EventShape>
  extends EventHistories<Shape>,
    EventLog<Shape>,
    EventWatch {}

export interface EventsOptions {
  /** Other collections whose changes touch tags; none by default. */
  readonly watched?: readonly WatchedCollection[];
}

/**
 * Defines the collection `events` of an application, with its archive and its log.
 *
 * @example
 * const events = defineEvents<{
 *   aggregate: 'note';
 *   type: 'note.written' | 'note.shared';
 *   data: { title?: string };
 * }>();
 */
export function defineEvents<Shape extends EventShape = EventShape>({
  watched = [],
}: EventsOptions = {}): StoreDefinition<EventStore<Shape>> {
  return defineCollection<
    EventDocument,
    EventStore<Shape>,
    { archive: EventDocument; log: EventLogDocument }
  >({
    name: 'events',
    schema: eventSchema,
    indexes: eventIndexes,
    models: { archive: eventArchive, log: eventLog },
    store({ model, models, connection }) {
      const all = { ...models, events: model };
      const { touch, ...watch } = createEventWatch({ ...all, watched, connection });
      return {
        ...createEventHistories<Shape>(all, touch),
        ...createEventLog<Shape>(all),
        ...watch,
      };
    },
  });
}
