import { Schema } from 'mongoose';
import type { SessionDocument } from './session-document.ts';

export const sessionSchema = new Schema<SessionDocument>(
  {
    _id: { type: String, required: true },
    accountId: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    // Lucia's conformance suite uses other attributes.
    attributes: { type: Schema.Types.Mixed, required: true },
  },
  { collection: 'sessions', strict: 'throw', minimize: false, versionKey: false },
);

// account.listSessions, last seen first. Ending one session by its public id, or all sessions of an
// account, scans the account's sessions by the same index.
sessionSchema.index({ accountId: 1, 'attributes.lastSeenAt': -1 });
// The server removes expired sessions.
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
