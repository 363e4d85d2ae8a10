import { type CollectionContext, defineCollection, retryDuplicate } from '@trastienda/mongo';
import {
  type WebhookEventDocument,
  webhookEventIndexes,
  webhookEventSchema,
} from './webhook-event-schema.ts';

export type WebhookEvent = Omit<WebhookEventDocument, '_id'> & {
  readonly provider: string;
  readonly eventId: string;
};

/** Received webhooks, so that each is processed once. */
export interface WebhookEventStore {
  isKnown(provider: string, eventId: string): Promise<boolean>;
  /**
   * Stores a webhook. Of two concurrent inserts the second one's transaction retries and finds the
   * first.
   */
  insert(event: WebhookEvent): Promise<void>;
}

const idOf = (provider: string, eventId: string) => `${provider}:${eventId}`;

function createWebhookEventStore({
  model,
}: CollectionContext<WebhookEventDocument>): WebhookEventStore {
  return {
    async isKnown(provider, eventId) {
      return (await model.exists({ _id: idOf(provider, eventId) })) !== null;
    },

    async insert({ provider, eventId, ...event }) {
      try {
        await model.create({ _id: idOf(provider, eventId), ...event });
      } catch (error) {
        throw retryDuplicate(error);
      }
    },
  };
}

/** Received webhooks. */
export const webhookEvents = defineCollection({
  name: 'webhook_events',
  schema: webhookEventSchema,
  indexes: webhookEventIndexes,
  store: createWebhookEventStore,
});
