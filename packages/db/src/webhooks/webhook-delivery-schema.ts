import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import type { WebhookDeliveryDocument } from './webhook-delivery-document.ts';

const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const number = { type: Number, required: true } as const;
const dateOrNull = { type: Date, default: null } as const;

/** The deliveries that occupy a slot; a filter that contains it can use the partial index. */
export const IN_PROGRESS = { slot: { $gte: 0 } } as const;

export const webhookDeliverySchema = defineSchema<WebhookDeliveryDocument>(
  {
    _id: text,
    endpointId: text,
    eventId: text,
    eventType: text,
    body: text,
    status: text,
    dueAt: dateOrNull,
    leaseId: textOrNull,
    slot: { type: Number, default: null },
    step: number,
    attempts: number,
    createdAt: { type: Date, required: true },
    expiresAt: dateOrNull,
  },
  { strict: 'throw', versionKey: false },
);

export const webhookDeliveryIndexes: readonly IndexDefinition[] = [
  // A list of all deliveries of an endpoint walks the index on `_id`, which begins with its id.
  {
    keys: { endpointId: 1, status: 1, _id: 1 },
    serves: 'Deliveries of an endpoint by status, newest first',
  },
  {
    keys: { endpointId: 1, dueAt: 1, _id: 1 },
    serves: 'The next endpoint with a due delivery, and that delivery',
  },
  {
    keys: { endpointId: 1, slot: 1 },
    unique: true,
    partialFilterExpression: IN_PROGRESS,
    serves: 'Bounds the requests in progress to an endpoint, over all processes',
  },
  {
    keys: { expiresAt: 1 },
    expireAfterSeconds: 0,
    serves: 'The server removes old settled deliveries',
  },
];
