import type {
  WebhookAttemptView,
  WebhookDeliveryView,
  WebhookEndpointView,
} from '@trastienda/shop-contract';
import type {
  WebhookAttemptState,
  WebhookDeliveryState,
  WebhookEndpointState,
} from '@trastienda/shop-db';
import { webhookIdOf } from './webhook-body.ts';
import { activeSecrets } from './webhook-secret.ts';

const textOf = (date: Date | null) => date?.toISOString() ?? null;

/** Builds the view of an endpoint for staff. */
export function toWebhookEndpointView(
  endpoint: WebhookEndpointState,
  now: Date,
): WebhookEndpointView {
  const ends = activeSecrets(endpoint.secrets, now).flatMap(({ expiresAt }) => expiresAt ?? []);
  const last = ends.length === 0 ? null : new Date(Math.max(...ends.map((end) => end.getTime())));
  return {
    id: endpoint.id,
    url: endpoint.url,
    eventTypes: endpoint.eventTypes && [...endpoint.eventTypes],
    description: endpoint.description,
    isEnabled: endpoint.isEnabled,
    disabledReason: endpoint.disabledReason,
    disabledAt: textOf(endpoint.disabledAt),
    failingSince: textOf(endpoint.failingSince),
    overlapsUntil: textOf(last),
    createdBy: endpoint.createdBy,
    createdAt: endpoint.createdAt.toISOString(),
    updatedAt: endpoint.updatedAt.toISOString(),
  };
}

/** Builds the view of a delivery for staff. */
export function toWebhookDeliveryView(delivery: WebhookDeliveryState): WebhookDeliveryView {
  return {
    id: delivery.id,
    endpointId: delivery.endpointId,
    webhookId: webhookIdOf(delivery.id),
    eventId: delivery.eventId,
    eventType: delivery.eventType,
    status: delivery.status,
    attempts: delivery.attempts,
    nextAttemptAt: textOf(delivery.dueAt),
    createdAt: delivery.createdAt.toISOString(),
  };
}

/** Builds the view of an attempt for staff. */
export function toWebhookAttemptView({
  at,
  expiresAt: _,
  ...attempt
}: WebhookAttemptState): WebhookAttemptView {
  return { ...attempt, at: at.toISOString() };
}
