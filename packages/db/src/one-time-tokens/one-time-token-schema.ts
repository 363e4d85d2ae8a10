import { Schema } from 'mongoose';
import type { OneTimeTokenDocument } from './one-time-token-document.ts';

export const oneTimeTokenSchema = new Schema<OneTimeTokenDocument>(
  {
    _id: { type: String, required: true },
    purpose: { type: String, required: true },
    accountId: { type: String, default: null },
    payload: { type: Schema.Types.Mixed, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'one_time_tokens', strict: 'throw', minimize: false, versionKey: false },
);

// Deletes the links of an account, all of them or those for one purpose.
oneTimeTokenSchema.index({ accountId: 1, purpose: 1 });
// Deletes the sign-ups of an address; other tokens have no such field.
oneTimeTokenSchema.index({ 'payload.emailKey': 1 }, { sparse: true });
// The server removes expired tokens.
oneTimeTokenSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
