import { Schema } from 'mongoose';
import type { QueuedMail } from './mail-store.ts';

/** A mail as it is stored. */
export interface MailDocument extends Omit<QueuedMail, 'id'> {
  readonly _id: string;
  /** When somebody may take it: at once, after a failure, or when a lease ends. */
  readonly dueAt: Date;
  readonly leaseId: string | null;
  readonly attempts: number;
  /** Why the last attempt failed. */
  readonly lastError: string | null;
}

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
