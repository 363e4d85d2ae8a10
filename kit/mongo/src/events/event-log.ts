import type { Model } from 'mongoose';
import { insertPlain } from '../collections/insert-plain.ts';
import { maxReadMs } from '../connection/deadlines.ts';
import { sessionOf } from '../connection/session-context.ts';
import type {
  EventDocument,
  EventLogDocument,
  EventOf,
  EventShape,
  LogEntry,
} from './event-document.ts';
import { type EventModels, readHistory, requireTransaction, toState } from './event-histories.ts';

/** An event with its place in the log. */
export type LoggedEvent<
  Shape extends EventShape = EventShape,
  Type extends Shape['type'] = Shape['type'],
> = EventOf<Shape, Type> & LogEntry;

export interface LogQuery<Type extends string> {
  /** Position after which to read; 0 for all. */
  readonly after: number;
  /** Types of the events to read; all by default. */
  readonly types?: readonly Type[];
  readonly limit: number;
}

/** A part of the log. */
export interface LogPage<Event> {
  readonly events: readonly Event[];
  /** Position up to which the log was read, to go on from; no event of other types is after it. */
  readonly through: number;
}

/** A part of an aggregate's history that is in the log. */
export interface LoggedHistoryQuery<Shape extends EventShape> {
  readonly aggregate: Shape['aggregate'];
  readonly aggregateId: string;
  /** Types of the events to read; all by default. */
  readonly types?: readonly Shape['type'][];
  /** First number to read. */
  readonly from: number;
  /** Last position to read. */
  readonly through: number;
  readonly limit: number;
}

/**
 * All events in one order. An event gets its position after its transaction has committed, together
 * with all positions before it: a reader that has read up to a position misses nothing before it,
 * although transactions commit in another order than they begin.
 */
export interface EventLog<Shape extends EventShape = EventShape> {
  /** Position of the last event; 0 when there is none. */
  lastPosition(): Promise<number>;
  readLog<Type extends Shape['type']>(
    query: LogQuery<Type>,
  ): Promise<LogPage<LoggedEvent<Shape, Type>>>;
  /**
   * Returns a position after which all events from a time on are. A few events before the time may
   * be after it too: positions follow the clocks of several processes.
   */
  positionBefore(time: Date): Promise<number>;
  /** Counts events after a position, up to a limit. */
  countLog(query: LogQuery<Shape['type']>): Promise<number>;
  /** Reads events of an aggregate that are in the log, in order. */
  readLoggedHistory(query: LoggedHistoryQuery<Shape>): Promise<readonly LoggedEvent<Shape>[]>;
  /** Returns whether committed events have no position yet. */
  hasPending(): Promise<boolean>;
  /**
   * Gives committed events their positions, at most `limit` of them, and returns how many. Must be
   * called inside a transaction.
   */
  assignPositions(limit: number): Promise<number>;
  /**
   * Moves the oldest events of the log to the archive, from where they are read as before: those
   * before a time, at most `limit`. Returns how many. Must be called inside a transaction.
   */
  archive(options: { readonly before: Date; readonly limit: number }): Promise<number>;
  /** Removes fields from the data of an event. Must be called inside a transaction. */
  redact(id: string, fields: readonly string[]): Promise<void>;
}

const LOG_ID = 'log';

/** The order of the index of events without a position. */
const PENDING_ORDER = { aggregateId: 1, sequence: 1 } as const;

/** Clocks of processes differ by less than this. */
const CLOCK_DIFFERENCE_MS = 60_000;

/**
 * Sorts events by time, without changing the order of any aggregate: clocks of processes differ. The
 * events of each aggregate are in their order.
 */
function byTime(events: readonly EventDocument[]): readonly EventDocument[] {
  const latest = new Map<string, number>();
  const timed = events.map((event) => {
    const aggregate = `${event.aggregate} ${event.aggregateId}`;
    const time = Math.max(event.at.getTime(), latest.get(aggregate) ?? 0);
    latest.set(aggregate, time);
    return { event, time };
  });
  // Stable: events of one time keep their order.
  return timed.sort((a, b) => a.time - b.time).map(({ event }) => event);
}

const isOneOf = (types: readonly string[], type: string) => types.includes(type);

export function createEventLog<Shape extends EventShape>(
  models: EventModels & { readonly log: Model<EventLogDocument> },
): EventLog<Shape> {
  const { events, archive, log } = models;

  const counters = async (options: { readonly readConcern?: { readonly level: string } } = {}) =>
    (await log.findById(LOG_ID, null, options).lean<EventLogDocument>()) ?? {
      last: 0,
      archived: 0,
    };

  /**
   * Position of the last event, outside of transactions the last that no change of primaries undoes:
   * later ones might still get other positions, so that readers would get some twice and others never.
   */
  async function lastPosition(): Promise<number> {
    const isDurable = sessionOf(events.db) === undefined;
    return (await counters(isDurable ? { readConcern: { level: 'majority' } } : {})).last;
  }

  const toLogged = <Type extends Shape['type']>({
    tags = [],
    position = 0,
    ...event
  }: EventDocument) =>
    ({
      ...toState({ ...event, tags }),
      position,
      tags,
    }) as LoggedEvent<Shape, Type>;

  async function readPositions(
    model: Model<EventDocument>,
    { after, types, limit, through }: LogQuery<string> & { readonly through?: number },
  ): Promise<readonly EventDocument[]> {
    const type = types === undefined ? {} : { type: { $in: [...types] } };
    const end = through === undefined ? {} : { $lte: through };
    return await model
      .find({ position: { $gt: after, ...end }, ...type })
      .sort({ position: 1 })
      .limit(limit)
      .maxTimeMS(maxReadMs())
      .lean<EventDocument[]>();
  }

  async function readLog<Type extends Shape['type']>(
    query: LogQuery<Type>,
  ): Promise<LogPage<LoggedEvent<Shape, Type>>> {
    const { after, types, limit } = query;
    const last = await lastPosition();
    if (last <= after) return { events: [], through: after };
    const part = { after, limit, through: last };
    if (last - after <= limit) {
      // All that is left, whatever its types: positions have no gaps, so none is in the archive yet.
      const all = await readPositions(events, part);
      if (all.length === last - after) {
        const found = types === undefined ? all : all.filter(({ type }) => isOneOf(types, type));
        return { events: found.map((event) => toLogged<Type>(event)), through: last };
      }
    }
    return await readWithArchive<Type>({ ...query, through: last });
  }

  async function readWithArchive<Type extends Shape['type']>(
    part: LogQuery<Type> & { readonly through: number },
  ): Promise<LogPage<LoggedEvent<Shape, Type>>> {
    const { after, limit, through: last } = part;
    // In this order: an event that is archived meanwhile is read twice, never missed.
    const live = await readPositions(events, part);
    const { archived } = await counters();
    const old = archived > after ? await readPositions(archive, part) : [];
    const byPosition = new Map([...old, ...live].map((event) => [event.position, event]));
    const found = [...byPosition.values()]
      .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
      .slice(0, limit)
      .map((event) => toLogged<Type>(event));
    const through = found.length < limit ? last : (found.at(-1)?.position ?? last);
    return { events: found, through };
  }

  return {
    lastPosition,
    readLog,

    async positionBefore(time) {
      const earliest = time.getTime() - CLOCK_DIFFERENCE_MS;
      let [low, high] = [0, await lastPosition()];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        const page = await readLog({ after: middle - 1, limit: 1 });
        const at = page.events[0]?.at.getTime() ?? Number.POSITIVE_INFINITY;
        if (at < earliest) low = middle;
        else high = middle - 1;
      }
      return low;
    },

    async countLog({ after, types, limit }) {
      const type = types === undefined ? {} : { type: { $in: [...types] } };
      const match = { position: { $gt: after }, ...type };
      const { archived } = await counters();
      const old = archived > after ? await archive.countDocuments(match, { limit }) : 0;
      return Math.min(limit, old + (await events.countDocuments(match, { limit })));
    },

    async readLoggedHistory({ types, through, ...part }) {
      const type = types === undefined ? {} : { type: { $in: [...types] } };
      const match = { ...type, position: { $lte: through } };
      return (await readHistory(models, { ...part, match })).map((event) => toLogged(event));
    },

    async hasPending() {
      // In the order of their index: MongoDB uses a partial index for its fields, or for a sort by them.
      return (await events.exists({ isPending: true }).sort(PENDING_ORDER)) !== null;
    },

    async assignPositions(limit) {
      requireTransaction(models);
      const pending = await events
        .find({ isPending: true })
        .sort(PENDING_ORDER)
        .limit(limit)
        .lean<EventDocument[]>();
      if (pending.length === 0) return 0;
      // Two processes that do this at once write the same document, so that one is retried.
      const before = await log
        .findOneAndUpdate(
          { _id: LOG_ID },
          { $inc: { last: pending.length }, $setOnInsert: { archived: 0 } },
          { upsert: true },
        )
        .lean<EventLogDocument>();
      const last = before?.last ?? 0;
      await events.bulkWrite(
        byTime(pending).map(({ _id }, index) => ({
          updateOne: {
            filter: { _id },
            update: { $set: { position: last + index + 1, isPending: false } },
          },
        })),
      );
      return pending.length;
    },

    async archive({ before, limit }) {
      requireTransaction(models);
      const { archived } = await counters();
      const oldest = await readPositions(events, { after: archived, limit });
      const end = oldest.findIndex(({ at }) => at >= before);
      // A prefix of the log, so that one number tells what is in the archive.
      const moved = end === -1 ? oldest : oldest.slice(0, end);
      const position = moved.at(-1)?.position;
      if (position === undefined) return 0;
      await insertPlain(archive, moved);
      await events.deleteMany({ _id: { $in: moved.map(({ _id }) => _id) } });
      await log.updateOne({ _id: LOG_ID }, { $set: { archived: position } });
      return moved.length;
    },

    async redact(id, fields) {
      requireTransaction(models);
      if (fields.length === 0) return;
      const $unset = Object.fromEntries(fields.map((field) => [`data.${field}`, '']));
      const { matchedCount } = await events.updateOne({ _id: id }, { $unset });
      if (matchedCount === 0) await archive.updateOne({ _id: id }, { $unset });
    },
  };
}
