import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import type { EmailDocument } from './email-document.ts';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

export const emailSchema = defineSchema<EmailDocument>(
  {
    _id: text,
    sealed: text,
    createdAt: date,
    expiresAt: date,
    dueAt: date,
    leaseId: { type: String, default: null },
    attempts: { type: Number, required: true },
    lastError: { type: String, default: null },
  },
  { strict: 'throw', versionKey: false },
);

export const emailIndexes: readonly IndexDefinition[] = [
  { keys: { dueAt: 1, _id: 1 }, serves: 'A worker leases the email that is due the longest' },
  {
    keys: { expiresAt: 1 },
    expireAfterSeconds: 0,
    serves: 'The server removes expired emails; operators count the rest',
  },
];
