import type { Connection } from 'mongoose';
import { retryDuplicate } from '../connection/duplicate-key.ts';
import { type WebhookEventDocument, webhookEventSchema } from './webhook-event-schema.ts';

export type WebhookEvent = Omit<WebhookEventDocument, '_id'> & {
  readonly provider: string;
  readonly eventId: string;
};

/** Webhooks that were received, so that each is acted upon once. */
export interface WebhookEventStore {
  isKnown(provider: string, eventId: string): Promise<boolean>;
  /** Of two at once the second one's transaction runs again, and then finds it known. */
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
