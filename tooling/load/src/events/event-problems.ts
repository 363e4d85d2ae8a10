import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@trastienda/shop-client';
import { type Document, MongoClient } from 'mongodb';
import { retryUntilDone } from '../retry-until-done.ts';
import type { FlakyReceiver } from './receive-webhooks.ts';

const NUDGE_MS = 250;

/** How long an idle shop has to bring its last events to all consumers. */
const GIVE_UP_MS = 120_000;

/** Waits until every consumer of the shop has handled every event; returns those that have not. */
export async function waitForConsumers(staff: Client): Promise<string[]> {
  const giveUpAt = performance.now() + GIVE_UP_MS;
  for (;;) {
    const { items } = await retryUntilDone(() => staff.admin.events.consumers.query());
    const late = items.filter(({ pending, retrying, parked }) => pending + retrying + parked > 0);
    if (late.length === 0) return [];
    if (performance.now() > giveUpAt) {
      return late.map((consumer) => `consumer ${JSON.stringify(consumer)} is not done`);
    }
    await delay(NUDGE_MS);
  }
}

interface Stored extends Document {
  readonly _id: string;
  readonly type: string;
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly sequence: number;
}

interface Witnessed extends Document {
  readonly _id: string;
  readonly last: number;
  readonly wrong: readonly string[];
}

/** Compares the events of the shop with what a receiver of webhooks got. */
function webhookProblems(events: readonly Stored[], receiver: FlakyReceiver): string[] {
  const sent = new Map(events.map((event) => [event._id, event]));
  const received = new Set(receiver.eventIds);
  const missing = [...sent.values()].filter(({ _id }) => !received.has(_id));
  const repeated = receiver.eventIds.length - received.size;
  return [
    ...missing.map(({ type, _id }) => `no webhook came about ${type} ${_id}`),
    ...[...received].filter((id) => !sent.has(id)).map((id) => `${id} is no event of the shop`),
    ...(repeated === 0 ? [] : [`${repeated} events had two webhook ids`]),
    ...receiver.rejected.map((reason) => `a webhook was not valid: ${reason}`),
  ];
}

/** Compares the events of the shop with what its witness has handled. */
function witnessProblems(events: readonly Stored[], witnessed: readonly Witnessed[]): string[] {
  const lastOf = new Map<string, number>();
  for (const { aggregate, aggregateId, sequence } of events) {
    const key = `${aggregate} ${aggregateId}`;
    lastOf.set(key, Math.max(sequence, lastOf.get(key) ?? 0));
  }
  const seen = new Map(witnessed.map(({ _id, last }) => [_id, last]));
  return [
    ...witnessed.flatMap(({ _id, wrong }) => wrong.map((what) => `${_id} was handled: ${what}`)),
    ...[...lastOf]
      .filter(([key, last]) => seen.get(key) !== last)
      .map(([key, last]) => `${key} has ${last} events, ${seen.get(key) ?? 0} were handled`),
  ];
}

/**
 * Returns where consumers differ from the events of a shop at rest: a receiver of webhooks must have
 * each event, and a witness must have handled those of each aggregate in order.
 */
export async function findEventProblems(
  mongoUri: string,
  receiver: FlakyReceiver,
): Promise<string[]> {
  const client = new MongoClient(mongoUri);
  try {
    const db = client.db();
    const events = await db.collection<Stored>('events').find().toArray();
    const witnessed = await db.collection<Witnessed>('witnessed').find().toArray();
    return [...webhookProblems(events, receiver), ...witnessProblems(events, witnessed)];
  } finally {
    await client.close();
  }
}
