import type { EventType } from '@trastienda/contract';
import type { Database, NewEvent, OrderChange, OrderState } from '@trastienda/db';
import { appendEvents } from '../base/append-events.ts';
import type { ChangeContext } from '../base/change-context.ts';

export interface OrderEventDraft {
  readonly type: Extract<EventType, `order.${string}`>;
  readonly data: NewEvent['data'];
}

/**
 * Writes a change of an order and the events that tell of it (at least one), within the transaction
 * that has read the order. Gives the order as it is afterwards.
 */
export async function writeOrder(
  { database }: { readonly database: Database },
  before: OrderState,
  change: OrderChange,
  drafts: readonly [OrderEventDraft, ...OrderEventDraft[]],
  context: ChangeContext,
): Promise<OrderState> {
  const after = await database.orders.update(before, change, drafts.length, context.at);
  // Whoever else writes it makes this transaction conflict and run again: it was read outside.
  if (after === null) throw new Error(`Order ${before.id} was not read in this transaction.`);
  const { id: aggregateId, eventSequence } = before;
  const subject = { aggregate: 'order', aggregateId, before: eventSequence } as const;
  await appendEvents(database, subject, drafts, context);
  return after;
}
