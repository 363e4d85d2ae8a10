import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import type { WebhookEndpointDocument, WebhookSecret } from './webhook-endpoint-document.ts';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const dateOrNull = { type: Date, default: null } as const;

const secret = defineSchema<WebhookSecret>(
  { sealed: text, expiresAt: dateOrNull },
  { _id: false, strict: 'throw' },
);

export const webhookEndpointSchema = defineSchema<WebhookEndpointDocument>(
  {
    _id: text,
    url: text,
    eventTypes: [String],
    description: text,
    secrets: [secret],
    isEnabled: { type: Boolean, required: true },
    disabledReason: { type: String, default: null },
    disabledAt: dateOrNull,
    failingSince: dateOrNull,
    createdBy: text,
    createdAt: date,
    updatedAt: date,
  },
  { strict: 'throw', versionKey: false },
);

export const webhookEndpointIndexes: readonly IndexDefinition[] = [
  {
    keys: { isEnabled: 1, eventTypes: 1 },
    serves: 'The endpoints that receive an event',
  },
];
