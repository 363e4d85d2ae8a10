import type { EventState } from '@trastienda/mongo';
import { WEBHOOK_TEST_TYPE, type WebhookPayload } from '@trastienda/shop-contract';
import type { ShopEvent } from '@trastienda/shop-db';
import { toDomainEventView } from '../base/domain-event-view.ts';

/** Returns the header `webhook-id` of a delivery or a test; the same in all attempts. */
export const webhookIdOf = (deliveryId: string) => `msg_${deliveryId}`;

/** Returns the body of a webhook about an event; the same in all attempts. */
export function webhookBodyOf(event: EventState<ShopEvent>): string {
  // Only these fields: stored events have more, which are internal.
  const { id, aggregate, aggregateId, sequence, type, at, requestId, data: facts } = event;
  const fields = { id, aggregate, aggregateId, sequence, type, at, requestId, data: facts };
  const data = toDomainEventView(fields);
  const payload: WebhookPayload = { type: data.type, timestamp: data.at, data };
  return JSON.stringify(payload);
}

/** Returns the body of a test of an endpoint. */
export function testBodyOf(endpointId: string, at: Date): string {
  return JSON.stringify({
    type: WEBHOOK_TEST_TYPE,
    timestamp: at.toISOString(),
    data: { endpointId },
  });
}
