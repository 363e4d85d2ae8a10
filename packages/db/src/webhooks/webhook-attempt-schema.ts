import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import type { WebhookAttemptDocument } from './webhook-attempt-document.ts';

const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const number = { type: Number, required: true } as const;
const date = { type: Date, required: true } as const;

export const webhookAttemptSchema = defineSchema<WebhookAttemptDocument>(
  {
    _id: text,
    endpointId: text,
    deliveryId: textOrNull,
    webhookId: text,
    type: text,
    number,
    at: date,
    durationMs: number,
    failure: textOrNull,
    status: { type: Number, default: null },
    answer: textOrNull,
    expiresAt: date,
  },
  { strict: 'throw', versionKey: false },
);

export const webhookAttemptIndexes: readonly IndexDefinition[] = [
  { keys: { endpointId: 1, _id: 1 }, serves: 'Attempts of an endpoint, newest first' },
  { keys: { deliveryId: 1, _id: 1 }, serves: 'Attempts of a delivery, newest first' },
  {
    keys: { expiresAt: 1 },
    expireAfterSeconds: 0,
    serves: 'The server removes old attempts',
  },
];
