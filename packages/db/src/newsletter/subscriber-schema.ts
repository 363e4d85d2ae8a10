import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import { Schema } from 'mongoose';
import type { SubscriberDocument } from './subscriber-document.ts';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const dateOrNull = { type: Date, default: null } as const;

export const subscriberSchema = defineSchema<SubscriberDocument>(
  {
    _id: text,
    addressHash: text,
    email: { type: String, default: null },
    status: text,
    locale: text,
    consents: { type: Schema.Types.Mixed, required: true },
    confirmation: { type: Schema.Types.Mixed, default: null },
    silentUntil: dateOrNull,
    eraseAt: dateOrNull,
    createdAt: date,
    updatedAt: date,
    revision: { type: Number, required: true },
  },
  { strict: 'throw', minimize: false, versionKey: false },
);

export const subscriberIndexes: readonly IndexDefinition[] = [
  {
    keys: { addressHash: 1 },
    unique: true,
    serves: 'forms.newsletter finds an address, which is in the list once',
  },
  {
    keys: { 'confirmation.hash': 1 },
    sparse: true,
    serves: 'forms.confirmNewsletter finds the request of a link',
  },
  { keys: { status: 1, _id: 1 }, serves: 'Lists and exports of a status, newest first' },
  {
    keys: { eraseAt: 1, _id: 1 },
    serves: 'The worker erases withdrawn and unconfirmed addresses, in batches',
  },
];
