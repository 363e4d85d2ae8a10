import type { ChangeContext } from '@trastienda/mongo';
import { checkoutTags, type EventTypeOf } from '@trastienda/shop-contract';
import type { CheckoutState, EventDraft, NewEvent } from '@trastienda/shop-db';

/** Builds the event that the checkout's `eventSequence` already counts as its last. */
export function checkoutEvent(
  checkout: CheckoutState,
  draft: EventDraft<EventTypeOf<'checkout'>>,
  { at, requestId }: ChangeContext,
): NewEvent {
  const { id: aggregateId, eventSequence: sequence } = checkout;
  const tags = checkoutTags(checkout);
  return { aggregate: 'checkout', aggregateId, sequence, at, requestId, tags, ...draft };
}

/** Returns the total of a checkout, for its events. */
export function totalOf({ prices, currency }: CheckoutState): {
  readonly total: number;
  readonly currency: string;
} {
  return { total: prices.total.amount, currency };
}
