import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import { Schema } from 'mongoose';
import type { OneTimeTokenDocument } from './one-time-token-document.ts';

export const oneTimeTokenSchema = defineSchema<OneTimeTokenDocument>(
  {
    _id: { type: String, required: true },
    purpose: { type: String, required: true },
    accountId: { type: String, default: null },
    payload: { type: Schema.Types.Mixed, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', minimize: false, versionKey: false },
);

export const oneTimeTokenIndexes: readonly IndexDefinition[] = [
  {
    keys: { accountId: 1, purpose: 1 },
    serves: 'Deletes the links of an account, all of them or those for one purpose',
  },
  {
    keys: { 'payload.emailKey': 1 },
    sparse: true,
    serves: 'Deletes the sign-ups of an address; other tokens have no such field',
  },
  { keys: { expiresAt: 1 }, expireAfterSeconds: 0, serves: 'The server removes expired tokens' },
];
