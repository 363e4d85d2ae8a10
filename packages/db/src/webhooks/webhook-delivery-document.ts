import type { EventType, WebhookDeliveryStatus } from '@trastienda/shop-contract';

/** An event on its way to an endpoint, in `webhook_deliveries`; removed by TTL once it is settled. */
export interface WebhookDeliveryDocument {
  /** Ids of endpoint and event, see `deliveryIdOf`: one event is delivered to an endpoint once. */
  readonly _id: string;
  readonly endpointId: string;
  readonly eventId: string;
  readonly eventType: EventType;
  /** The body as it is sent and signed. */
  readonly body: string;
  readonly status: WebhookDeliveryStatus;
  /** When it is sent, or when the lease of a process that sends it ends; null once it is settled. */
  readonly dueAt: Date | null;
  readonly leaseId: string | null;
  /** While it is leased, one of the few places for requests in progress to the endpoint. */
  readonly slot: number | null;
  /** Attempts of the schedule so far; a resend starts over. */
  readonly step: number;
  /** All attempts. */
  readonly attempts: number;
  readonly createdAt: Date;
  /** Null while it is pending, so that no pending delivery is removed. */
  readonly expiresAt: Date | null;
}

export interface WebhookDeliveryState extends Omit<WebhookDeliveryDocument, '_id'> {
  readonly id: string;
}

/** A delivery to add; it is due at once. */
export type NewWebhookDelivery = Pick<
  WebhookDeliveryState,
  'endpointId' | 'eventId' | 'eventType' | 'body' | 'createdAt'
>;

/** Returns the id of the delivery of an event to an endpoint. */
export const deliveryIdOf = (endpointId: string, eventId: string) => `${endpointId}_${eventId}`;
