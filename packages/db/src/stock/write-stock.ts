import { ConflictError, insertPlain, newId, retryDuplicate } from '@trastienda/mongo';
import type { Model, QueryFilter } from 'mongoose';
import type { EventStore } from '../events/events.ts';
import { toDocument, toState } from './map-stock.ts';
import type {
  NewStockMovement,
  StockChange,
  StockDocument,
  StockMovementDocument,
  StockOpening,
  StockQuantity,
  StockState,
} from './stock-document.ts';

/** Models that a change of stock writes to. */
export interface StockModels {
  readonly stock: Model<StockDocument>;
  readonly movements: Model<StockMovementDocument>;
  readonly events: Pick<EventStore, 'append'>;
}

/**
 * Returns the condition of a change: the state that it was planned by, which may have been read
 * before the transaction; and stock that does not go below zero, whatever was read.
 */
function guardOf({ before, after }: StockChange): QueryFilter<StockDocument> {
  const guard: QueryFilter<StockDocument> = {
    _id: before.sku,
    movements: before.movements,
    eventSequence: before.eventSequence,
    isTracked: before.isTracked,
    policy: before.policy,
    lowStockAt: before.lowStockAt,
    isListingStale: before.isListingStale,
  };
  const released = before.reserved - after.reserved;
  const taken = before.available - after.available;
  if (released > 0) guard.reserved = { $gte: released };
  if (taken > 0 && after.policy === 'deny') guard.available = { $gte: taken };
  return guard;
}

/** Returns only the fields that differ, because every sale writes the document. */
function updateOf({ before, after }: StockChange) {
  const set: Partial<Record<keyof StockDocument, unknown>> = { updatedAt: after.updatedAt };
  for (const name of [
    'productId',
    'isTracked',
    'policy',
    'lowStockAt',
    'isLow',
    'isListingStale',
    'countKey',
    'countExcess',
  ] as const) {
    if (before[name] !== after[name]) set[name] = after[name];
  }
  const increments: Partial<Record<keyof StockDocument, number>> = {};
  for (const name of ['onHand', 'reserved', 'available', 'movements', 'eventSequence'] as const) {
    if (before[name] !== after[name]) increments[name] = after[name] - before[name];
  }
  return { $set: set, ...(Object.keys(increments).length > 0 && { $inc: increments }) };
}

const withId = (movement: NewStockMovement): StockMovementDocument => ({
  _id: newId(movement.at),
  ...movement,
});

/** Inserts new stock in at most two round trips; requires a transaction. */
export async function insertStock(
  { stock, movements }: StockModels,
  openings: readonly StockOpening[],
): Promise<void> {
  if (openings.length === 0) return;
  const documents = openings.map((opening) => toDocument(opening.stock));
  await insertPlain(stock, documents).catch((error: unknown) => {
    // Another transaction opened it at the same time; on a retry the stock exists.
    throw retryDuplicate(error);
  });
  const moved = openings.flatMap(({ movement }) => movement ?? []);
  await insertPlain(movements, moved.map(withId));
}

/**
 * Writes changes with their movements and events in at most three round trips; requires a
 * transaction.
 */
export async function updateStock(
  { stock, movements, events }: StockModels,
  changes: readonly StockChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const { matchedCount } = await stock.bulkWrite(
    changes.map((change) => ({
      updateOne: { filter: guardOf(change), update: updateOf(change) },
    })),
  );
  if (matchedCount < changes.length) {
    throw new ConflictError('Stock changed since it was read.');
  }
  const moved = changes.flatMap(({ movement }) => movement ?? []);
  await insertPlain(movements, moved.map(withId));
  await events.append(changes.flatMap((change) => change.events));
}

/**
 * Removes reserved units of one SKU with their movement, in two round trips; requires a
 * transaction. Returns false, and writes nothing, when fewer units are reserved.
 */
export async function commitStock(
  { stock, movements }: Pick<StockModels, 'stock' | 'movements'>,
  { sku, quantity }: StockQuantity,
  movementOf: (before: StockState) => NewStockMovement,
  at: Date,
): Promise<boolean> {
  const before = await stock
    .findOneAndUpdate(
      { _id: sku, reserved: { $gte: quantity } },
      { $inc: { onHand: -quantity, reserved: -quantity, movements: 1 }, $set: { updatedAt: at } },
      { returnDocument: 'before' },
    )
    .lean<StockDocument>();
  if (before === null) return false;
  await insertPlain(movements, [withId(movementOf(toState(before)))]);
  return true;
}
