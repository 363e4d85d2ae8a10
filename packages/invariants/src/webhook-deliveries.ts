import type { Document } from 'mongodb';
import type { Invariant } from './invariant.ts';
import type { SnapshotReader } from './snapshot.ts';

const CONSUMER = 'webhook-deliveries';

/** Deliveries that have ended are removed after 30 days. */
const KEPT_MS = 29 * 24 * 60 * 60_000;

/** Clocks of processes differ by less than this. */
const CLOCK_DIFFERENCE_MS = 60_000;

/** How long a due delivery may wait before it is a problem. */
const MAX_DUE_MS = 60 * 60_000;

/** Problems of one endpoint to name. */
const MAX_NAMED = 5;

interface Endpoint {
  readonly _id: string;
  readonly eventTypes: readonly string[];
  readonly updatedAt: Date;
}

async function readAll<Row extends Document>(
  reader: SnapshotReader,
  collection: string,
  stages: readonly Document[],
): Promise<Row[]> {
  const found: Row[] = [];
  for await (const row of reader.rows<Row>(collection, stages)) found.push(row);
  return found;
}

/** Reads the ids of things that the consumer holds back. */
async function readHeld(reader: SnapshotReader): Promise<ReadonlySet<string>> {
  const holds = await readAll<{ aggregate: string; aggregateId: string }>(reader, 'event_holds', [
    { $match: { consumer: CONSUMER } },
  ]);
  return new Set(holds.map(({ aggregate, aggregateId }) => `${aggregate} ${aggregateId}`));
}

interface Event {
  readonly _id: string;
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly type: string;
}

/** Names the first events that an endpoint should have a delivery of, and has none. */
async function findMissing(
  reader: SnapshotReader,
  { _id: endpointId, eventTypes, updatedAt }: Endpoint,
  position: number,
): Promise<string[]> {
  const held = await readHeld(reader);
  // Before its last change the endpoint may have wanted other events, or none.
  const keptSince = reader.now === null ? 0 : reader.now.getTime() - KEPT_MS;
  const since = Math.max(updatedAt.getTime() + CLOCK_DIFFERENCE_MS, keptSince);
  const type = eventTypes.includes('*') ? {} : { type: { $in: eventTypes } };
  const events = reader.rows<Event>('events', [
    { $match: { ...type, position: { $lte: position }, at: { $gt: new Date(since) } } },
    { $sort: { _id: 1 } },
    { $project: { aggregate: 1, aggregateId: 1, type: 1 } },
  ]);
  const prefix = `${endpointId}_`;
  const deliveries = reader.rows<{ _id: string }>('webhook_deliveries', [
    { $match: { _id: { $gt: prefix, $lt: `${endpointId}\`` } } },
    { $sort: { _id: 1 } },
    { $project: { _id: 1 } },
  ]);
  const missing: string[] = [];
  try {
    // Both are in the order of the events' ids.
    let delivery = await deliveries.next();
    for await (const { _id, type: name, ...thing } of events) {
      const id = `${prefix}${_id}`;
      while (!delivery.done && delivery.value._id < id) delivery = await deliveries.next();
      const isQueued = !delivery.done && delivery.value._id === id;
      if (isQueued || held.has(`${thing.aggregate} ${thing.aggregateId}`)) continue;
      missing.push(`has no delivery of ${name} ${_id}`);
      if (missing.length === MAX_NAMED) break;
    }
  } finally {
    await deliveries.return();
  }
  return missing;
}

/** Names the first deliveries of an endpoint that have been due for too long. */
async function findOverdue(reader: SnapshotReader, endpointId: string): Promise<string[]> {
  if (reader.now === null) return [];
  const dueAt = { $lt: new Date(reader.now.getTime() - MAX_DUE_MS) };
  const overdue = await readAll<{ eventId: string }>(reader, 'webhook_deliveries', [
    { $match: { endpointId, dueAt } },
    { $limit: MAX_NAMED },
  ]);
  return overdue.map(({ eventId }) => `the delivery of ${eventId} has been due for an hour`);
}

/**
 * Each enabled endpoint has a delivery of every event that it wants, once the consumer has come to it,
 * and none that is due waits for long. Keys are endpoints.
 */
export const webhookDeliveries: Invariant = {
  name: 'webhook-deliveries',
  async *walk(reader, after) {
    const consumers = await readAll<{ position: number }>(reader, 'event_consumers', [
      { $match: { _id: CONSUMER } },
    ]);
    const position = consumers[0]?.position ?? 0;
    const endpoints = await readAll<Endpoint>(reader, 'webhook_endpoints', [
      { $match: { isEnabled: true, ...(after !== null && { _id: { $gt: after } }) } },
      { $sort: { _id: 1 } },
    ]);
    for (const endpoint of endpoints) {
      yield {
        key: endpoint._id,
        problems: [
          ...(await findMissing(reader, endpoint, position)),
          ...(await findOverdue(reader, endpoint._id)),
        ],
      };
    }
  },
};
