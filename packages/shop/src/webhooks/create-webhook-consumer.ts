import { defineConsumer, type EventConsumer, oncePerTransaction } from '@trastienda/mongo';
import { EVENT_TYPES } from '@trastienda/shop-contract';
import type { Database, ShopEvent } from '@trastienda/shop-db';
import { webhookBodyOf } from './webhook-body.ts';

export interface WebhookConsumerDeps {
  readonly database: Pick<Database, 'webhookDeliveries' | 'webhookEndpoints'>;
  /** Called when deliveries become due, within the transaction. */
  readonly onDue: () => void;
}

/** Creates the consumer that queues each event for the endpoints that receive its type. */
export function createWebhookConsumer(deps: WebhookConsumerDeps): EventConsumer<ShopEvent> {
  const { webhookDeliveries, webhookEndpoints } = deps.database;
  const listReceivers = oncePerTransaction(() => webhookEndpoints.listReceivers());
  return defineConsumer<ShopEvent, ShopEvent['type']>({
    name: 'webhook-deliveries',
    types: EVENT_TYPES,
    from: 'now',
    async handle(event, context) {
      const receivers = (await listReceivers(context)).filter(({ receives }) =>
        receives(event.type),
      );
      if (receivers.length === 0) return;
      const delivery = { eventId: event.id, eventType: event.type, body: webhookBodyOf(event) };
      await webhookDeliveries.insertMissing(
        receivers.map(({ id: endpointId }) => ({ endpointId, ...delivery, createdAt: context.at })),
      );
      deps.onDue();
    },
  });
}
