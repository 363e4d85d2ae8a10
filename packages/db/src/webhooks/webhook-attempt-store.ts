import {
  type CollectionContext,
  defineCollection,
  listNewest,
  newId,
  type Page,
} from '@trastienda/mongo';
import type { ListWebhookAttemptsInput } from '@trastienda/shop-contract';
import type { WebhookAttemptDocument, WebhookAttemptState } from './webhook-attempt-document.ts';
import { webhookAttemptIndexes, webhookAttemptSchema } from './webhook-attempt-schema.ts';

/** Requests to endpoints, each stored once it has ended. */
export interface WebhookAttemptStore {
  newId(at: Date): string;
  insert(attempt: WebhookAttemptState): Promise<void>;
  /**
   * Lists attempts, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: ListWebhookAttemptsInput): Promise<Page<WebhookAttemptState>>;
}

function createWebhookAttemptStore({
  model,
}: CollectionContext<WebhookAttemptDocument>): WebhookAttemptStore {
  return {
    newId,

    async insert({ id, ...attempt }) {
      await model.create({ _id: id, ...attempt });
    },

    list({ endpointId, deliveryId, limit, cursor }) {
      const match = deliveryId === undefined ? { endpointId } : { deliveryId, endpointId };
      return listNewest(model, { list: 'webhook-attempts', match, limit, cursor });
    },
  };
}

/** Requests to endpoints. */
export const webhookAttempts = defineCollection({
  name: 'webhook_attempts',
  schema: webhookAttemptSchema,
  indexes: webhookAttemptIndexes,
  store: createWebhookAttemptStore,
});
