import type { ChangeContext } from '@trastienda/mongo';
import type { EventType } from '@trastienda/shop-contract';
import type { CheckoutState, NewEvent } from '@trastienda/shop-db';

/** Builds the event that the checkout's `eventSequence` already counts as its last. */
export function checkoutEvent(
  { id: aggregateId, eventSequence: sequence }: CheckoutState,
  type: Extract<EventType, `checkout.${string}`>,
  data: NewEvent['data'],
  { at, requestId }: ChangeContext,
): NewEvent {
  return { aggregate: 'checkout', aggregateId, sequence, type, at, requestId, data };
}
