import type { EventType, WebhookDisabledReason } from '@trastienda/shop-contract';

/** A secret of an endpoint, sealed by the cipher. */
export interface WebhookSecret {
  readonly sealed: string;
  /** End of its overlap with the secret that replaced it; null for the current one. */
  readonly expiresAt: Date | null;
}

/** A receiver of webhooks, in `webhook_endpoints`. */
export interface WebhookEndpointDocument {
  readonly _id: string;
  readonly url: string;
  /** The types that it receives; `*` for all. */
  readonly eventTypes: readonly (EventType | '*')[];
  readonly description: string;
  /** The current secret first. */
  readonly secrets: readonly WebhookSecret[];
  readonly isEnabled: boolean;
  readonly disabledReason: WebhookDisabledReason | null;
  readonly disabledAt: Date | null;
  /** Time of the first failure since the last success. */
  readonly failingSince: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface WebhookEndpointState extends Omit<WebhookEndpointDocument, '_id' | 'eventTypes'> {
  readonly id: string;
  /** Null for all types. */
  readonly eventTypes: readonly EventType[] | null;
}
