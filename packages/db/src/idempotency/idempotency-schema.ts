import { Schema } from 'mongoose';
import type { IdempotencyDocument } from './idempotency-document.ts';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

export const idempotencySchema = new Schema<IdempotencyDocument>(
  {
    _id: text,
    inputHash: text,
    answer: { type: String, default: null },
    createdAt: date,
    expiresAt: date,
  },
  { collection: 'idempotency_keys', strict: 'throw', versionKey: false },
);

// The server removes keys that are no longer repeated.
idempotencySchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
