import type { Document } from 'mongodb';
import { defineInvariant, type Invariant } from './invariant.ts';
import type { SnapshotReader } from './snapshot.ts';
import { EVENTS_OF_ALL_TIME, foldOf } from './source.ts';

interface Event {
  readonly aggregate: string;
  readonly sequence: number;
  readonly position?: number;
}

/** Events of things with one id. */
interface Order {
  /** Last position of each kind of thing; null once an event has none. */
  readonly last: Readonly<Record<string, number | null>>;
  readonly problems: readonly string[];
}

function follow({ last, problems }: Order, { aggregate, sequence, position }: Event): Order {
  const before = last[aggregate];
  const isWrong = position !== undefined && (before === null || position <= (before ?? 0));
  const problem = `${aggregate} event ${sequence} has the position ${position} after ${before}`;
  return {
    last: { ...last, [aggregate]: position ?? null },
    problems: isWrong ? [...problems, problem] : problems,
  };
}

/** Positions in the log follow the order of each aggregate, and what has none comes last. */
const eventPositions = defineInvariant<{ order: Order }>({
  name: 'event-positions',
  sources: {
    order: foldOf<Event, Order>(
      {
        ...EVENTS_OF_ALL_TIME,
        key: 'aggregateId',
        inOrderOf: 'sequence',
        fields: ['aggregate', 'position'],
      },
      { first: (event) => follow({ last: {}, problems: [] }, event), next: follow },
    ),
  },
  check: ({ order }) => order?.problems ?? [],
});

interface Edges {
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

const NO_EDGES: Edges = { count: 0, first: 0, last: 0 };

async function firstOf<Row extends Document>(
  reader: SnapshotReader,
  collection: string,
  stages: readonly Document[],
): Promise<Row | undefined> {
  for await (const row of reader.rows<Row>(collection, stages)) return row;
  return undefined;
}

/** Returns number, first and last of the positions in a collection. */
async function edgesOf(reader: SnapshotReader, collection: string): Promise<Edges> {
  const all = { count: { $sum: 1 }, first: { $min: '$position' }, last: { $max: '$position' } };
  const stages = [{ $match: { position: { $gt: 0 } } }, { $group: { _id: null, ...all } }];
  return (await firstOf<Edges>(reader, collection, stages)) ?? NO_EDGES;
}

/**
 * Positions are 1 to the last one without gaps, and the archive has the first of them: unique
 * indexes exclude duplicates.
 */
const eventLog: Invariant = {
  name: 'event-log',
  async *walk(reader, after) {
    if (after !== null) return;
    const log = await firstOf<{ last: number; archived: number }>(reader, 'event_log', []);
    const { last = 0, archived = 0 } = log ?? {};
    const live = await edgesOf(reader, 'events');
    const old = await edgesOf(reader, 'events_archive');
    const problems = [
      ...(old.count === archived && old.last === archived
        ? []
        : [`archived ${archived} events, the archive has ${old.count} up to ${old.last}`]),
      ...(live.count === last - archived &&
      (live.count === 0 || (live.first === archived + 1 && live.last === last))
        ? []
        : [`ends at ${last}; ${live.count} events are from ${live.first} to ${live.last}`]),
    ];
    yield { key: 'log', problems };
  },
};

/** How long an event may wait for its position: longer than a lease and any pause. */
const MAX_PENDING_MS = 10 * 60_000;

/** How long a consumer may be behind, and an aggregate held back, before it is a problem. */
const MAX_LAG_MS = 60 * 60_000;

/** A consumer writes its position at least that often, also without events of its types. */
const MAX_UNWRITTEN = 2_000;

interface Hold {
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly isParked: boolean;
  readonly heldAt: Date;
}

/** Nothing waits for longer than an incident lasts: keys are consumers, and `log`. */
const eventConsumers: Invariant = {
  name: 'event-consumers',
  async *walk(reader, after) {
    const { now } = reader;
    if (after !== null || now === null) return;
    const isOld = (ms: number) => ({ $lt: new Date(now.getTime() - ms) });
    const pending = await firstOf<{ _id: string; type: string }>(reader, 'events', [
      { $match: { isPending: true, at: isOld(MAX_PENDING_MS) } },
      { $limit: 1 },
    ]);
    const waiting = pending && `${pending.type} ${pending._id} has no position yet`;
    yield { key: 'log', problems: waiting === undefined ? [] : [waiting] };
    const consumers: { readonly _id: string; readonly position: number }[] = [];
    for await (const consumer of reader.rows<(typeof consumers)[number]>('event_consumers', [])) {
      consumers.push(consumer);
    }
    for (const { _id: key, position } of consumers) {
      const unread = await firstOf<{ position: number }>(reader, 'events', [
        // Not the one at that position alone: it may be in the archive by now.
        { $match: { position: { $gte: position + MAX_UNWRITTEN }, at: isOld(MAX_LAG_MS) } },
        { $limit: 1 },
      ]);
      const holds: Hold[] = [];
      const isLate = { $or: [{ isParked: true }, { heldAt: isOld(MAX_LAG_MS) }] };
      const late = [{ $match: { consumer: key, ...isLate } }, { $limit: 10 }];
      for await (const hold of reader.rows<Hold>('event_holds', late)) holds.push(hold);
      yield {
        key,
        problems: [
          ...(unread === undefined ? [] : [`has not come further than ${position}`]),
          ...holds.map(
            ({ aggregate, aggregateId, isParked }) =>
              `${isParked ? 'has parked' : 'holds back'} ${aggregate} ${aggregateId}`,
          ),
        ],
      };
    }
  },
};

export const EVENT_LOG_INVARIANTS: readonly Invariant[] = [
  eventPositions,
  eventLog,
  eventConsumers,
];
