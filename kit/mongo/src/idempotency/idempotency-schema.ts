import type { IndexDefinition } from '../collections/define-collection.ts';
import { defineSchema } from '../collections/define-schema.ts';
import type { IdempotencyDocument } from './idempotency-document.ts';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

export const idempotencySchema = defineSchema<IdempotencyDocument>(
  {
    _id: text,
    inputHash: text,
    answer: { type: String, default: null },
    createdAt: date,
    expiresAt: date,
  },
  { strict: 'throw', versionKey: false },
);

export const idempotencyIndexes: readonly IndexDefinition[] = [
  {
    keys: { expiresAt: 1 },
    expireAfterSeconds: 0,
    serves: 'The server removes keys that are no longer repeated',
  },
];
