import { defineSchema, type IndexDefinition } from '@trastienda/mongo';

/** A received webhook, in `webhook_events`; removed by TTL at `expiresAt`. */
export interface WebhookEventDocument {
  /** Name of the provider and its id of the event. */
  readonly _id: string;
  readonly type: string;
  readonly paymentId: string | null;
  readonly receivedAt: Date;
  readonly expiresAt: Date;
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

export const webhookEventSchema = defineSchema<WebhookEventDocument>(
  {
    _id: text,
    type: text,
    paymentId: { type: String, default: null },
    receivedAt: date,
    expiresAt: date,
  },
  { strict: 'throw', versionKey: false },
);

export const webhookEventIndexes: readonly IndexDefinition[] = [
  {
    keys: { expiresAt: 1 },
    expireAfterSeconds: 0,
    serves: 'The server removes ids that no provider repeats any more',
  },
];
