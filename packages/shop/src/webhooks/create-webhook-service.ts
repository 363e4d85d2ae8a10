import { mapPage } from '@trastienda/mongo';
import { ShopError, WEBHOOK_TEST_TYPE } from '@trastienda/shop-contract';
import { attemptWebhook } from './attempt-webhook.ts';
import { createWebhookEndpoints } from './create-webhook-endpoints.ts';
import { getEndpoint } from './get-endpoint.ts';
import { recordWebhookChange } from './record-webhook-change.ts';
import { createResendSince } from './resend-since.ts';
import { testBodyOf } from './webhook-body.ts';
import type { WebhookService, WebhookServiceDeps } from './webhook-service.ts';
import { toWebhookAttemptView, toWebhookDeliveryView } from './webhook-views.ts';

/** Creates the service with which staff manage webhooks to other systems. */
export function createWebhookService(deps: WebhookServiceDeps): WebhookService {
  const { database, clock, onDue } = deps;
  const { webhookAttempts, webhookDeliveries, webhookEndpoints } = database;

  return {
    ...createWebhookEndpoints(deps),

    async deliveries(input) {
      await getEndpoint(database, input.endpointId);
      return mapPage(await webhookDeliveries.list(input), toWebhookDeliveryView);
    },

    async attempts(input) {
      await getEndpoint(database, input.endpointId);
      return mapPage(await webhookAttempts.list(input), toWebhookAttemptView);
    },

    resend: ({ deliveryId: id }, origin) =>
      database.transaction(async () => {
        const delivery = await webhookDeliveries.find(id);
        const endpoint = delivery && (await webhookEndpoints.find(delivery.endpointId));
        if (delivery === null || endpoint === null) {
          throw new ShopError('WEBHOOK_DELIVERY_NOT_FOUND', { details: { id } });
        }
        if (!endpoint.isEnabled) throw new ShopError('WEBHOOK_ENDPOINT_DISABLED');
        await webhookDeliveries.restart([id], clock.now());
        const details = { eventId: delivery.eventId };
        const change = { action: 'webhook.resent', endpointId: endpoint.id, details } as const;
        await recordWebhookChange(deps, change, origin);
        onDue();
        return toWebhookDeliveryView((await webhookDeliveries.find(id)) ?? delivery);
      }),

    resendSince: createResendSince(deps),

    async sendTest({ id }, signal = new AbortController().signal) {
      const endpoint = await getEndpoint(database, id);
      const now = clock.now();
      const { attempt } = await attemptWebhook(
        deps,
        endpoint,
        {
          id: webhookAttempts.newId(now),
          type: WEBHOOK_TEST_TYPE,
          body: testBodyOf(id, now),
          ...{ number: 1, isTest: true },
        },
        signal,
      );
      await webhookAttempts.insert(attempt);
      return toWebhookAttemptView(attempt);
    },
  };
}
