import type { Clock } from '@trastienda/base';
import type { Cipher } from '@trastienda/mongo';
import type { Database, WebhookAttemptState, WebhookEndpointState } from '@trastienda/shop-db';
import type { SendWebhook } from './sending/send-webhook.ts';
import { webhookIdOf } from './webhook-body.ts';
import { signatureHeaders } from './webhook-secret.ts';

export interface AttemptDeps {
  readonly database: Pick<Database, 'webhookAttempts'>;
  readonly clock: Clock;
  /** Opens the secrets of endpoints. */
  readonly cipher: Cipher;
  readonly send: SendWebhook;
}

/** What is sent. */
export interface AttemptedWebhook {
  /** Of the delivery, or of the test. */
  readonly id: string;
  readonly type: string;
  readonly body: string;
  readonly number: number;
  readonly isTest: boolean;
}

/** An attempt that has ended, and the pause that the receiver asked for. */
export interface EndedAttempt {
  readonly attempt: WebhookAttemptState;
  readonly retryAfter: string | null;
}

/** How long attempts and settled deliveries are kept. */
export const WEBHOOK_RETENTION_MS = 30 * 24 * 60 * 60_000;

const USER_AGENT = 'Trastienda-Webhooks/1 (+https://www.standardwebhooks.com)';

/**
 * Sends one request to an endpoint; stores nothing.
 * @throws {UnsealError} when the key of its secret is not configured.
 */
export async function attemptWebhook(
  { database, clock, cipher, send }: AttemptDeps,
  endpoint: WebhookEndpointState,
  { id, type, body, number, isTest }: AttemptedWebhook,
  signal: AbortSignal,
): Promise<EndedAttempt> {
  const at = clock.now();
  const webhookId = webhookIdOf(id);
  const signature = signatureHeaders(endpoint, { webhookId, body }, { cipher, now: at });
  const headers = {
    'content-type': 'application/json',
    'accept-encoding': 'identity',
    'user-agent': USER_AGENT,
    ...signature,
  };
  const { retryAfter, ...result } = await send({ url: endpoint.url, headers, body }, signal);
  const attempt = {
    id: database.webhookAttempts.newId(at),
    endpointId: endpoint.id,
    deliveryId: isTest ? null : id,
    ...{ webhookId, type, number, at, ...result },
    expiresAt: new Date(at.getTime() + WEBHOOK_RETENTION_MS),
  };
  return { attempt, retryAfter };
}
