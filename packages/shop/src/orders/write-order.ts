import { type ChangeContext, ConflictError } from '@trastienda/mongo';
import { type EventTypeOf, orderTags } from '@trastienda/shop-contract';
import type { Database, EventDraft, OrderChange, OrderState } from '@trastienda/shop-db';
import { appendShopEvents } from '../base/append-shop-events.ts';

export type OrderEventDraft = EventDraft<EventTypeOf<'order'>>;

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
  // Of both buyers: an account may take over the order of a guest.
  const tags = [...new Set([...orderTags(before), ...orderTags(after)])];
  const subject = { aggregate: 'order', aggregateId, before: eventSequence, tags } as const;
  await appendShopEvents(database, subject, drafts, context);
  return after;
}
