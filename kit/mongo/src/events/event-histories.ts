import type { Model } from 'mongoose';
import { insertPlain } from '../collections/insert-plain.ts';
import { afterCommit } from '../connection/after-commit.ts';
import { maxReadMs } from '../connection/deadlines.ts';
import { retryDuplicate } from '../connection/duplicate-key.ts';
import { sessionOf } from '../connection/session-context.ts';
import { newId } from '../ids/new-id.ts';
import { decodeNumberCursor, encodeCursor } from '../paging/list-cursor.ts';
import type { Page } from '../paging/page.ts';
import type { ChangeContext } from './change-context.ts';
import type {
  EventDocument,
  EventShape,
  EventState,
  NewEvent,
  RecordedEvent,
} from './event-document.ts';

/** The histories of aggregates: appended in the transaction of their cause. */
export interface EventHistories<Shape extends EventShape = EventShape> {
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
}

/** Models of the stored events. */
export interface EventModels {
  readonly events: Model<EventDocument>;
  readonly archive: Model<EventDocument>;
}

/** @throws {Error} outside of transactions. */
export function requireTransaction({ events }: Pick<EventModels, 'events'>): void {
  if (sessionOf(events.db) === undefined) {
    throw new Error('An event shares the transaction of its cause, or of its effect.');
  }
}

/** Stored events are of the application's shape, because `append` accepts no others. */
export const toState = <State extends EventState>({
  _id,
  isPending: _,
  tags: _tags,
  position: _position,
  ...event
}: EventDocument) => ({ id: _id, ...event }) as EventState as State;

/** Part of a history to read: from a number on, in order. */
interface HistoryPart {
  readonly aggregate: string;
  readonly aggregateId: string;
  /** First number to read. */
  readonly from: number;
  readonly limit: number;
  /** Conditions besides. */
  readonly match?: object;
}

/** Reads a part of an aggregate's history, from the archive too. */
export async function readHistory(
  { events, archive }: EventModels,
  { aggregate, aggregateId, from, limit, match = {} }: HistoryPart,
): Promise<readonly EventDocument[]> {
  const read = (model: Model<EventDocument>) =>
    model
      .find({ ...match, aggregate, aggregateId, sequence: { $gte: from } })
      .sort({ sequence: 1 })
      .limit(limit)
      .maxTimeMS(maxReadMs())
      .lean<EventDocument[]>();
  // In this order: an event that is archived meanwhile is read twice, never missed.
  const found = await read(events);
  // A history that begins here has nothing in the archive.
  if (found[0]?.sequence === from) return found;
  const bySequence = new Map(
    [...(await read(archive)), ...found].map((event) => [event.sequence, event]),
  );
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence).slice(0, limit);
}

/**
 * @param onAppended Called with the tags of appended events once they are committed. Must not throw.
 */
export function createEventHistories<Shape extends EventShape>(
  models: EventModels,
  onAppended: (tags: readonly string[]) => void,
): EventHistories<Shape> {
  const { events, archive } = models;

  async function append(added: readonly NewEvent[]): Promise<void> {
    await insertPlain(
      events,
      added.map(({ id, tags = [], ...event }) => ({
        _id: id ?? newId(event.at),
        ...event,
        tags,
        isPending: true,
      })),
    );
    const touched = added.flatMap(({ tags = [] }) => tags);
    if (touched.length > 0) afterCommit(events.db, () => onAppended(touched));
  }

  const lastOf = (model: Model<EventDocument>, aggregate: string, aggregateId: string) =>
    model
      .findOne({ aggregate, aggregateId }, { sequence: 1 })
      .sort({ sequence: -1 })
      .lean<Pick<EventDocument, 'sequence'>>();

  return {
    newId,
    append,

    async record(event, { at, requestId }) {
      requireTransaction(models);
      const { aggregate, aggregateId } = event;
      const last =
        (await lastOf(events, aggregate, aggregateId)) ??
        (await lastOf(archive, aggregate, aggregateId));
      const sequence = (last?.sequence ?? 0) + 1;
      await append([{ ...event, sequence, at, requestId }]).catch((error) => {
        throw retryDuplicate(error);
      });
    },

    async list({ aggregate, aggregateId, limit, cursor }) {
      const from = cursor === undefined ? 1 : decodeNumberCursor('events', cursor) + 1;
      const found = await readHistory(models, { aggregate, aggregateId, from, limit: limit + 1 });
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return {
        items: page.map((event) => toState<EventState<Shape>>(event)),
        nextCursor: last ? encodeCursor('events', String(last.sequence)) : null,
      };
    },
  };
}
