import type { Model, QueryFilter } from 'mongoose';
import type { EventStore } from '../events/event-store.ts';
import type { StockPlan } from './plan-change.ts';
import type { StockDocument, StockMovementDocument } from './stock-document.ts';

/** Where a change of stock is written. */
export interface StockModels {
  readonly stock: Model<StockDocument>;
  readonly movements: Model<StockMovementDocument>;
  readonly events: Pick<EventStore, 'append'>;
}

/**
 * What must hold where the change is made. The transaction's snapshot promises as much already;
 * the filter makes stock below zero impossible even where that promise were broken.
 */
function guardOf({ before, after }: StockPlan): QueryFilter<StockDocument> {
  const guard: QueryFilter<StockDocument> = {
    _id: before._id,
    movements: before.movements,
    eventSequence: before.eventSequence,
  };
  const released = before.held - after.held;
  const taken = before.available - after.available;
  if (released > 0) guard.held = { $gte: released };
  if (taken > 0 && after.policy === 'deny') guard.available = { $gte: taken };
  return guard;
}

/** Only what differs: a document is written at every sale. */
function updateOf({ before, after }: StockPlan) {
  const set: Partial<Record<keyof StockDocument, unknown>> = { updatedAt: after.updatedAt };
  for (const name of [
    'productId',
    'isTracked',
    'policy',
    'lowStockAt',
    'isLow',
    'isUnlisted',
    'countKey',
    'countExcess',
  ] as const) {
    if (before[name] !== after[name]) set[name] = after[name];
  }
  const increments: Partial<Record<keyof StockDocument, number>> = {};
  for (const name of ['onHand', 'held', 'available', 'movements', 'eventSequence'] as const) {
    if (before[name] !== after[name]) increments[name] = after[name] - before[name];
  }
  return { $set: set, ...(Object.keys(increments).length > 0 && { $inc: increments }) };
}

/** Writes changes with their movements and events, three round trips at most; in a transaction. */
export async function writeStockPlans(
  { stock, movements, events }: StockModels,
  plans: readonly StockPlan[],
): Promise<void> {
  if (plans.length === 0) return;
  const { matchedCount } = await stock.bulkWrite(
    plans.map((plan) => ({ updateOne: { filter: guardOf(plan), update: updateOf(plan) } })),
  );
  if (matchedCount < plans.length) {
    throw new Error('Stock changed between two operations of one transaction.');
  }
  const moved = plans.flatMap(({ movement }) => movement ?? []);
  if (moved.length > 0) await movements.insertMany(moved, { lean: true });
  await events.append(plans.flatMap((plan) => plan.events));
}
