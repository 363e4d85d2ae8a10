import type { ChangeContext } from '@trastienda/mongo';
import type { EventTypeOf } from '@trastienda/shop-contract';
import type { CheckoutState, EventDraft, NewEvent } from '@trastienda/shop-db';

/** Builds the event that the checkout's `eventSequence` already counts as its last. */
export function checkoutEvent(
  { id: aggregateId, eventSequence: sequence }: CheckoutState,
  draft: EventDraft<EventTypeOf<'checkout'>>,
  { at, requestId }: ChangeContext,
): NewEvent {
  return { aggregate: 'checkout', aggregateId, sequence, at, requestId, ...draft };
}

/** Returns the total of a checkout, for its events. */
export function totalOf({ prices, currency }: CheckoutState): {
  readonly total: number;
  readonly currency: string;
} {
  return { total: prices.total.amount, currency };
}
