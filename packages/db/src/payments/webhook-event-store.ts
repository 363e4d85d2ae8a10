import type { Connection } from 'mongoose';
import { retryDuplicate } from '../connection/duplicate-key.ts';
import { type WebhookEventDocument, webhookEventSchema } from './webhook-event-schema.ts';

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

export function createWebhookEventStore(connection: Connection): WebhookEventStore {
  const model = connection.model<WebhookEventDocument>('WebhookEvent', webhookEventSchema);

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
