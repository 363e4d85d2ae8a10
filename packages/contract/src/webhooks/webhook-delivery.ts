import { Id, PageInput, pageOf, Timestamp, TimestampInput } from '@trastienda/base';
import { z } from 'zod';
import { DomainEventView } from '../events/domain-event.ts';
import { EventType } from '../events/event-table.ts';

/** Type of the webhook that staff send to test an endpoint. */
export const WEBHOOK_TEST_TYPE = 'webhook.test';

/** Body of a webhook about an event. */
export const WebhookPayload = z.object({
  type: EventType,
  /** Time of the event, not of the delivery. */
  timestamp: Timestamp,
  data: DomainEventView,
});
export type WebhookPayload = z.infer<typeof WebhookPayload>;

/** Id of a delivery: that of the endpoint and that of the event. */
export const WebhookDeliveryId = z
  .string()
  .regex(/^[0-9a-f]{24}_[0-9a-f]{24}$/, { error: 'is not the id of a delivery' });
export type WebhookDeliveryId = z.infer<typeof WebhookDeliveryId>;

export const WEBHOOK_DELIVERY_STATUSES = ['pending', 'delivered', 'failed', 'canceled'] as const;
/**
 * Status of a delivery. `failed` after the last attempt of the schedule, `canceled` when its endpoint
 * was disabled.
 */
export const WebhookDeliveryStatus = z.enum(WEBHOOK_DELIVERY_STATUSES);
export type WebhookDeliveryStatus = z.infer<typeof WebhookDeliveryStatus>;

/** Delivery of one event to one endpoint. */
export const WebhookDeliveryView = z.object({
  id: WebhookDeliveryId,
  endpointId: Id,
  /** The header `webhook-id`: the same in all attempts. */
  webhookId: z.string(),
  eventId: Id,
  eventType: EventType,
  status: WebhookDeliveryStatus,
  attempts: z.int().min(0),
  /** Null unless it is pending. */
  nextAttemptAt: Timestamp.nullable(),
  createdAt: Timestamp,
});
export type WebhookDeliveryView = z.infer<typeof WebhookDeliveryView>;

export const WebhookDeliveryPage = pageOf(WebhookDeliveryView);
export type WebhookDeliveryPage = z.infer<typeof WebhookDeliveryPage>;

/** Deliveries of an endpoint, those of the newest events first. */
export const ListWebhookDeliveriesInput = PageInput.extend({
  endpointId: Id,
  status: WebhookDeliveryStatus.optional(),
});
export type ListWebhookDeliveriesInput = z.infer<typeof ListWebhookDeliveriesInput>;

/** Why an attempt failed; `refused` means that the shop may not connect to the address. */
export const WebhookFailure = z.enum([
  'status',
  'redirect',
  'timeout',
  'name',
  'refused',
  'tls',
  'connection',
]);
export type WebhookFailure = z.infer<typeof WebhookFailure>;

/** One request to an endpoint. */
export const WebhookAttemptView = z.object({
  id: Id,
  endpointId: Id,
  /** Null for a test. */
  deliveryId: WebhookDeliveryId.nullable(),
  webhookId: z.string(),
  /** Type of the event, or `webhook.test`. */
  type: z.string(),
  /** 1, 2, 3… per delivery. */
  number: z.int().min(1),
  at: Timestamp,
  durationMs: z.int().min(0),
  /** Null for a success. */
  failure: WebhookFailure.nullable(),
  /** HTTP status of the answer; null without one. */
  status: z.int().nullable(),
  /** Beginning of the answer as text, without control characters; null without an answer. */
  answer: z.string().nullable(),
});
export type WebhookAttemptView = z.infer<typeof WebhookAttemptView>;

export const WebhookAttemptPage = pageOf(WebhookAttemptView);
export type WebhookAttemptPage = z.infer<typeof WebhookAttemptPage>;

/** Attempts of an endpoint, or of one of its deliveries; newest first. */
export const ListWebhookAttemptsInput = PageInput.extend({
  endpointId: Id,
  deliveryId: WebhookDeliveryId.optional(),
});
export type ListWebhookAttemptsInput = z.infer<typeof ListWebhookAttemptsInput>;

export const ResendWebhookInput = z.object({ deliveryId: WebhookDeliveryId });
export type ResendWebhookInput = z.infer<typeof ResendWebhookInput>;

/** A batch of the events since a time; `cursor` is that of the batch before. */
export const ResendWebhooksInput = z.object({
  endpointId: Id,
  since: TimestampInput,
  cursor: PageInput.shape.cursor,
});
export type ResendWebhooksInput = z.infer<typeof ResendWebhooksInput>;

export const ResentWebhooks = z.object({
  /** Number of deliveries that the batch has scheduled. */
  scheduled: z.int().min(0),
  /** Null after the last batch. */
  nextCursor: z.string().nullable(),
});
export type ResentWebhooks = z.infer<typeof ResentWebhooks>;
