import type { HeldAggregate, LoggedEvent } from '@trastienda/mongo';
import type { ShopEvent } from '@trastienda/shop-db';
import { REPORT_CONSUMER } from '../create-report-consumer.ts';
import { REPORT_EVENTS, type ReportEventType, readCause } from '../read-cause.ts';
import { RebuildConflictError, type RebuildDeps, type RebuildOptions } from './rebuild-options.ts';

/** Events of one transaction. */
const BATCH = 200;
/** Held aggregates per read. */
const HOLDS = 100;

/** A generation that is being built, and which events it lacks. */
export interface Building {
  readonly generation: string;
  /** The live generation. */
  readonly kept: { readonly generation: string; readonly timeZone: string };
  /** Last position that the consumer had come to when it began to write both generations. */
  readonly until: number;
  /** Aggregates of which it had left events up to there for later, by key. */
  readonly held: ReadonlyMap<string, number>;
}

type ReportEvent = LoggedEvent<ShopEvent, ReportEventType>;

const keyOf = ({ aggregate, aggregateId }: Pick<HeldAggregate, 'aggregate' | 'aggregateId'>) =>
  `${aggregate} ${aggregateId}`;

async function readHolds({ database: { eventConsumers } }: RebuildDeps) {
  const held = new Map<string, number>();
  let cursor: string | undefined;
  do {
    const page = await eventConsumers.listHolds(REPORT_CONSUMER, { limit: HOLDS, cursor });
    for (const hold of page.items) held.set(keyOf(hold), hold.sequence);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return held;
}

/**
 * Begins a generation: from this transaction on, the consumer adds events to both, so that the new one
 * lacks exactly those that it had handled before.
 */
export async function beginGeneration(deps: RebuildDeps): Promise<Building> {
  const { database, clock, timeZone } = deps;
  const { reports, eventConsumers, transaction } = database;
  const at = clock.now();
  // In a database that no server has opened yet there would be nothing to lock.
  const about = { name: REPORT_CONSUMER, position: 0, isReplayable: false };
  await eventConsumers.register({ ...about, types: REPORT_EVENTS }, at);
  return await transaction(async () => {
    const first = { generation: reports.newGeneration(at), timeZone };
    const until = (await eventConsumers.lock(REPORT_CONSUMER)) ?? 0;
    const { building: _, ...kept } = await reports.openState(first);
    const held = await readHolds(deps);
    const generation = reports.newGeneration(at);
    await reports.updateState({ building: { generation, timeZone } });
    return { generation, kept, until, held };
  });
}

/** Adds events to the generation, unless another rebuild has taken over. */
async function addBatch(
  { database, timeZone }: RebuildDeps,
  { generation }: Building,
  events: readonly ReportEvent[],
): Promise<void> {
  const causes = await Promise.all(events.map((event) => readCause({ database }, event)));
  const changes = causes.flatMap((cause) => cause(timeZone));
  await database.transaction(async () => {
    const state = await database.reports.findState();
    if (state?.building?.generation !== generation) {
      throw new RebuildConflictError('Another rebuild has begun.');
    }
    await database.reports.add(generation, changes);
  });
}

/** Adds all events that a generation lacks; returns how many. */
export async function buildGeneration(
  deps: RebuildDeps,
  building: Building,
  { onProgress, signal }: RebuildOptions,
): Promise<number> {
  const { until, held } = building;
  const { events } = deps.database;
  let count = 0;
  for (let after = 0; after < until; ) {
    signal?.throwIfAborted();
    const page = await events.readLog({ after, types: REPORT_EVENTS, limit: BATCH });
    const missing = page.events.filter((event) => {
      const firstHeld = held.get(keyOf(event)) ?? Number.POSITIVE_INFINITY;
      return event.position <= until && event.sequence < firstHeld;
    });
    if (missing.length > 0) await addBatch(deps, building, missing);
    count += missing.length;
    after = page.through;
    onProgress?.({ phase: 'building', done: Math.min(after, until), of: until });
  }
  return count;
}
