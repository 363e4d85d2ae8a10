import type { Clock } from '@trastienda/base';
import type { Cipher, EventConsumer, QueueJob } from '@trastienda/mongo';
import type { Database, ShopEvent } from '@trastienda/shop-db';
import { createWebhookConsumer } from './create-webhook-consumer.ts';
import { createWebhookOperator, type WebhookOperator } from './create-webhook-operator.ts';
import { createWebhookService } from './create-webhook-service.ts';
import { createDeliverWebhooks } from './jobs/deliver-webhooks.ts';
import type { NotifyDisabled } from './record-attempt.ts';
import type { LocalAddresses } from './sending/is-allowed-address.ts';
import { createSendWebhook, type SendWebhook } from './sending/send-webhook.ts';
import type { WebhookService } from './webhook-service.ts';

/** Settings of webhooks to other systems. */
export interface WebhookOptions {
  /** Seals the secrets of endpoints. */
  readonly cipher: Cipher;
  /** Local addresses that endpoints may have; none by default. */
  readonly local?: LocalAddresses;
  /** Notifies staff of an endpoint that the shop has disabled; by default the audit log alone. */
  readonly notifyDisabled?: NotifyDisabled;
  /** Sends a request; by default over HTTP. */
  readonly send?: SendWebhook;
}

export interface WebhooksDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly options: WebhookOptions;
  /** Makes the worker look for due deliveries. */
  readonly wake: () => void;
}

/** Webhooks to other systems: the service of staff, and what runs in the background. */
export interface Webhooks {
  readonly service: WebhookService;
  readonly consumer: EventConsumer<ShopEvent>;
  readonly job: QueueJob;
  readonly operator: WebhookOperator;
}

/** Delay between queuing deliveries and waking the worker; by then the transaction has committed. */
const WAKE_AFTER_MS = 30;

/** Calls `wake` once for many calls, after a delay. */
function createDelayedWake(wake: () => void): () => void {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      wake();
    }, WAKE_AFTER_MS).unref();
  };
}

/** Creates the webhooks of a shop to other systems. */
export function createWebhooks({ database, clock, options, wake }: WebhooksDeps): Webhooks {
  const { cipher, local = 'none', notifyDisabled = async () => {} } = options;
  const { send = createSendWebhook({ local }) } = options;
  const onDue = createDelayedWake(wake);
  const deps = { database, clock, cipher, send, local, notifyDisabled, onDue };
  return {
    service: createWebhookService(deps),
    consumer: createWebhookConsumer(deps),
    job: createDeliverWebhooks(deps),
    operator: createWebhookOperator(deps),
  };
}
