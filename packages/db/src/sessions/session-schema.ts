import { Schema } from 'mongoose';
import type { SessionDocument } from './session-document.ts';

export const sessionSchema = new Schema<SessionDocument>(
  {
    _id: { type: String, required: true },
    accountId: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    // Lucia's conformance suite brings attributes of its own.
    attributes: { type: Schema.Types.Mixed, required: true },
  },
  { collection: 'sessions', strict: 'throw', minimize: false, versionKey: false },
);

// account.listSessions, last seen first; what ends one session by its public id, or all of an
// account, looks through the sessions of that account by the same index.
sessionSchema.index({ accountId: 1, 'attributes.lastSeenAt': -1 });
// The server removes what has expired.
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
