import type { EventType } from '@trastienda/contract';
import type { NewEvent, OrderChange, OrderState } from '@trastienda/db';
import type { BuyingDeps, Cause } from '../buying-deps.ts';
import { appendEvents } from '../payment/payment-events.ts';

interface OrderHappening {
  readonly type: Extract<EventType, `order.${string}`>;
  readonly data: NewEvent['data'];
}

/**
 * Writes a change of an order and the event that tells of it, within the transaction that has read
 * the order. Gives the order as it is afterwards.
 */
export async function writeOrder(
  { database }: Pick<BuyingDeps, 'database'>,
  before: OrderState,
  change: OrderChange,
  happening: OrderHappening,
  cause: Cause,
): Promise<OrderState> {
  const after = await database.orders.update(before, change, 1, cause.at);
  // Whoever else writes it makes this transaction conflict and run again: it was read outside.
  if (after === null) throw new Error(`Order ${before.id} was not read in this transaction.`);
  const { id: aggregateId, eventSequence } = before;
  const subject = { aggregate: 'order', aggregateId, before: eventSequence } as const;
  await appendEvents(database, subject, [happening], cause);
  return after;
}
