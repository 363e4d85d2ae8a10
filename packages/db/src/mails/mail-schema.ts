import { Schema } from 'mongoose';
import type { MailDocument } from './mail-document.ts';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

export const mailSchema = new Schema<MailDocument>(
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
  { collection: 'mails', strict: 'throw', versionKey: false },
);

// A worker takes the mail that is due for longest.
mailSchema.index({ dueAt: 1, _id: 1 });
// The server removes what has expired; operators count the rest.
mailSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
