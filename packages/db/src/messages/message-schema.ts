import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import { Schema } from 'mongoose';
import type { MessageDocument } from './message-document.ts';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

export const messageSchema = defineSchema<MessageDocument>(
  {
    _id: text,
    receivedAt: date,
    updatedAt: date,
    status: text,
    name: text,
    email: text,
    message: text,
    orderNumber: { type: String, default: null },
    locale: text,
    isFlagged: { type: Boolean, required: true },
    answers: { type: Schema.Types.Mixed, required: true },
    revision: { type: Number, required: true },
    keys: [String],
  },
  { strict: 'throw', minimize: false, versionKey: false },
);

export const messageIndexes: readonly IndexDefinition[] = [
  // Without filters the list walks the index on `_id`.
  {
    keys: { keys: 1, _id: 1 },
    serves: 'admin.messages.list by any combination of filters, newest first',
  },
  { keys: { updatedAt: 1 }, serves: 'The worker erases messages after their retention period' },
];
