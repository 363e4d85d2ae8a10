import { defineSchema, type IndexDefinition } from '@trastienda/mongo';
import { Schema } from 'mongoose';
import type { SessionDocument } from './session-document.ts';

export const sessionSchema = defineSchema<SessionDocument>(
  {
    _id: { type: String, required: true },
    accountId: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    // Lucia's conformance suite uses other attributes.
    attributes: { type: Schema.Types.Mixed, required: true },
  },
  { strict: 'throw', minimize: false, versionKey: false },
);

export const sessionIndexes: readonly IndexDefinition[] = [
  // Ending one session by its public id, or all of an account, scans the account's sessions by the
  // same index.
  {
    keys: { accountId: 1, 'attributes.lastSeenAt': -1 },
    serves: 'account.listSessions, last seen first',
  },
  { keys: { expiresAt: 1 }, expireAfterSeconds: 0, serves: 'The server removes expired sessions' },
];
