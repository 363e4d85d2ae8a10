import {
  type CollectionContext,
  defineCollection,
  type StoreDefinition,
} from '../collections/define-collection.ts';
import { insertPlain } from '../collections/insert-plain.ts';
import { maxReadMs } from '../connection/deadlines.ts';
import { retryDuplicate } from '../connection/duplicate-key.ts';
import { sessionOf } from '../connection/session-context.ts';
import { newId } from '../ids/new-id.ts';
import { decodeNumberCursor, encodeCursor } from '../paging/list-cursor.ts';
import type { Page } from '../paging/page.ts';
import type { ChangeContext } from './change-context.ts';
import type {
  EventDocument,
  EventOf,
  EventShape,
  EventState,
  NewEvent,
  RecordedEvent,
} from './event-document.ts';
import { eventIndexes, eventSchema } from './event-schema.ts';

/** Pending events to find; see `createEventJob`. */
export interface PendingQuery<Type extends string> {
  readonly types: readonly Type[];
  /** Ids of aggregates whose events are left out. */
  readonly except: readonly string[];
  readonly limit: number;
}

/**
 * The outbox of domain events: appended in the transaction of their cause. A job that has reacted to
 * one may remove fields of its data; nothing else is changed.
 */
export interface EventStore<Shape extends EventShape = EventShape> {
  /** Returns an id for an event at this time; ids sort in the order of their creation. */
  newId(at: Date): string;
  /** Appends events that their aggregates have numbered; see `appendEvents`. */
  append(events: readonly NewEvent<Shape>[]): Promise<void>;
  /**
   * Appends an event with the next number of its aggregate, without gaps: of two transactions that
   * record events of one aggregate at once, one is retried. Costs a read more than `append`, and
   * needs no count in the aggregate's document. Must be called inside the transaction of the cause.
   */
  record(event: RecordedEvent<Shape>, context: ChangeContext): Promise<void>;
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
  /** Lists pending events by the id of their aggregate, and of each aggregate in order. */
  listPending<Type extends Shape['type']>(
    query: PendingQuery<Type>,
  ): Promise<readonly EventOf<Shape, Type>[]>;
  /**
   * Ends that an event is pending, and removes the named fields of its data. Returns false when it
   * is not pending, or when an earlier event of its aggregate and of these types is. Must be called
   * inside the transaction of what the event causes.
   */
  finish(
    event: Pick<EventState, 'id' | 'aggregate' | 'aggregateId' | 'sequence'>,
    options: { readonly types: readonly Shape['type'][]; readonly redact: readonly string[] },
  ): Promise<boolean>;
}

/** Orders events as the index of pending ones does: texts by their bytes. */
const byPosition = (a: EventDocument, b: EventDocument) =>
  Buffer.compare(Buffer.from(a.aggregateId), Buffer.from(b.aggregateId)) || a.sequence - b.sequence;

/** Stored events are of the application's shape, because `append` accepts no others. */
const toState = <State extends EventState>({
  _id,
  isPending: _,
  tags: _tags,
  ...event
}: EventDocument) => ({ id: _id, ...event }) as EventState as State;

function createEventStore<Shape extends EventShape>({
  model,
}: CollectionContext<EventDocument>): EventStore<Shape> {
  function requireTransaction(): void {
    if (sessionOf(model.db) === undefined) {
      throw new Error('An event shares the transaction of its cause, or of its effect.');
    }
  }

  async function append(events: readonly NewEvent[]): Promise<void> {
    await insertPlain(
      model,
      events.map(({ id, tags = [], ...event }) => ({
        _id: id ?? newId(event.at),
        ...event,
        tags,
        isPending: true,
      })),
    );
  }

  return {
    newId,
    append,

    async record(event, { at, requestId }) {
      requireTransaction();
      const { aggregate, aggregateId } = event;
      const last = await model
        .findOne({ aggregate, aggregateId }, { sequence: 1 })
        .sort({ sequence: -1 })
        .lean<Pick<EventDocument, 'sequence'>>();
      const sequence = (last?.sequence ?? 0) + 1;
      await append([{ ...event, sequence, at, requestId }]).catch((error) => {
        throw retryDuplicate(error);
      });
    },

    async list({ aggregate, aggregateId, limit, cursor }) {
      const query = model.find({ aggregate, aggregateId });
      if (cursor !== undefined) query.gt('sequence', decodeNumberCursor('events', cursor));
      const found = await query
        .sort({ sequence: 1 })
        .limit(limit + 1)
        .maxTimeMS(maxReadMs())
        .lean<EventDocument[]>();
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return {
        items: page.map((event) => toState<EventState<Shape>>(event)),
        nextCursor: last ? encodeCursor('events', String(last.sequence)) : null,
      };
    },

    async listPending<Type extends Shape['type']>(query: PendingQuery<Type>) {
      // One read for each type: the index has no order across types.
      const lists = await Promise.all(
        query.types.map((type) =>
          model
            .find({ type, isPending: true, aggregateId: { $nin: [...query.except] } })
            .sort({ aggregateId: 1, sequence: 1 })
            .limit(query.limit)
            .maxTimeMS(maxReadMs())
            .lean<EventDocument[]>(),
        ),
      );
      const found = lists.flat().sort(byPosition).slice(0, query.limit);
      return found.map((event) => toState<EventOf<Shape, Type>>(event));
    },

    async finish({ id, aggregate, aggregateId, sequence }, { types, redact }) {
      requireTransaction();
      const earlier = { type: { $in: types }, aggregateId, sequence: { $lt: sequence }, aggregate };
      if ((await model.exists({ ...earlier, isPending: true })) !== null) return false;
      const $unset = Object.fromEntries(redact.map((field) => [`data.${field}`, '']));
      const update = { $set: { isPending: false }, ...(redact.length > 0 && { $unset }) };
      return (await model.updateOne({ _id: id, isPending: true }, update)).modifiedCount === 1;
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
