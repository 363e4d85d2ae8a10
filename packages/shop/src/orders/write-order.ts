import { appendEvents, type ChangeContext, ConflictError } from '@trastienda/mongo';
import type { EventType } from '@trastienda/shop-contract';
import type { Database, NewEvent, OrderChange, OrderState } from '@trastienda/shop-db';

export interface OrderEventDraft {
  readonly type: Extract<EventType, `order.${string}`>;
  readonly data: NewEvent['data'];
}

/**
 * Writes a change of an order with its events (at least one) within the caller's transaction, which
 * retries when the order has changed since it was read. Returns the order after the change.
 */
export async function writeOrder(
  { database }: { readonly database: Database },
  before: OrderState,
  change: OrderChange,
  drafts: readonly [OrderEventDraft, ...OrderEventDraft[]],
  context: ChangeContext,
): Promise<OrderState> {
  const after = await database.orders.update(before, change, drafts.length, context.at);
  if (after === null) throw new ConflictError(`Order ${before.id} has changed.`);
  const { id: aggregateId, eventSequence } = before;
  const subject = { aggregate: 'order', aggregateId, before: eventSequence } as const;
  await appendEvents(database, subject, drafts, context);
  return after;
}
