import type { Clock, Fallible } from '@trastienda/base';
import type { Cipher } from '@trastienda/mongo';
import type {
  CallOrigin,
  CreateWebhookEndpointInput,
  ListWebhookAttemptsInput,
  ListWebhookDeliveriesInput,
  ListWebhookEndpointsInput,
  ResendWebhookInput,
  ResendWebhooksInput,
  ResentWebhooks,
  RotateWebhookSecretInput,
  UpdateWebhookEndpointInput,
  WebhookAttemptPage,
  WebhookAttemptView,
  WebhookDeliveryPage,
  WebhookDeliveryView,
  WebhookEndpointDeleted,
  WebhookEndpointIdInput,
  WebhookEndpointPage,
  WebhookEndpointView,
  WebhookEndpointWithSecret,
} from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import type { LocalAddresses } from './sending/is-allowed-address.ts';
import type { SendWebhook } from './sending/send-webhook.ts';

type NotFound = 'WEBHOOK_ENDPOINT_NOT_FOUND';

/** Webhooks of the shop to other systems, for staff. */
export interface WebhookService {
  create(
    input: CreateWebhookEndpointInput,
    origin: CallOrigin,
  ): Fallible<WebhookEndpointWithSecret, 'WEBHOOK_URL_REFUSED' | 'WEBHOOK_ENDPOINTS_FULL'>;
  list(input: ListWebhookEndpointsInput): Fallible<WebhookEndpointPage, 'CURSOR_INVALID'>;
  get(input: WebhookEndpointIdInput): Fallible<WebhookEndpointView, NotFound>;
  update(
    input: UpdateWebhookEndpointInput,
    origin: CallOrigin,
  ): Fallible<WebhookEndpointView, NotFound | 'WEBHOOK_URL_REFUSED'>;
  delete(
    input: WebhookEndpointIdInput,
    origin: CallOrigin,
  ): Fallible<WebhookEndpointDeleted, NotFound>;
  rotateSecret(
    input: RotateWebhookSecretInput,
    origin: CallOrigin,
  ): Fallible<WebhookEndpointWithSecret, NotFound>;
  enable(
    input: WebhookEndpointIdInput,
    origin: CallOrigin,
  ): Fallible<WebhookEndpointView, NotFound>;
  disable(
    input: WebhookEndpointIdInput,
    origin: CallOrigin,
  ): Fallible<WebhookEndpointView, NotFound>;
  deliveries(
    input: ListWebhookDeliveriesInput,
  ): Fallible<WebhookDeliveryPage, NotFound | 'CURSOR_INVALID'>;
  attempts(
    input: ListWebhookAttemptsInput,
  ): Fallible<WebhookAttemptPage, NotFound | 'CURSOR_INVALID'>;
  /** Makes a delivery due now, whatever its status, from the start of the schedule. */
  resend(
    input: ResendWebhookInput,
    origin: CallOrigin,
  ): Fallible<WebhookDeliveryView, 'WEBHOOK_DELIVERY_NOT_FOUND' | 'WEBHOOK_ENDPOINT_DISABLED'>;
  /** Makes the deliveries of a batch of the events since a time due now. */
  resendSince(
    input: ResendWebhooksInput,
    origin: CallOrigin,
  ): Fallible<ResentWebhooks, NotFound | 'WEBHOOK_ENDPOINT_DISABLED' | 'CURSOR_INVALID'>;
  /** Sends a webhook of the type `webhook.test` once, and returns the attempt. */
  sendTest(
    input: WebhookEndpointIdInput,
    signal: AbortSignal | undefined,
  ): Fallible<WebhookAttemptView, NotFound>;
}

export interface WebhookServiceDeps {
  readonly database: Pick<
    Database,
    | 'audit'
    | 'events'
    | 'transaction'
    | 'webhookAttempts'
    | 'webhookDeliveries'
    | 'webhookEndpoints'
  >;
  readonly clock: Clock;
  /** Seals the secrets of endpoints. */
  readonly cipher: Cipher;
  readonly send: SendWebhook;
  /** Local addresses that endpoints may have. */
  readonly local: LocalAddresses;
  /** Called when deliveries become due, within the transaction. */
  readonly onDue: () => void;
}
