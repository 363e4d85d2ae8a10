import type { WebhookFailure } from '@trastienda/shop-contract';

/** One request to an endpoint, in `webhook_attempts`; removed by TTL. */
export interface WebhookAttemptDocument {
  readonly _id: string;
  readonly endpointId: string;
  /** Null for a test. */
  readonly deliveryId: string | null;
  readonly webhookId: string;
  readonly type: string;
  readonly number: number;
  readonly at: Date;
  readonly durationMs: number;
  readonly failure: WebhookFailure | null;
  readonly status: number | null;
  readonly answer: string | null;
  readonly expiresAt: Date;
}

export interface WebhookAttemptState extends Omit<WebhookAttemptDocument, '_id'> {
  readonly id: string;
}
