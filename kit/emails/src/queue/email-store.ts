import {
  type CollectionContext,
  defineCollection,
  maxReadMs,
  newId,
  type StoreDefinition,
} from '@trastienda/mongo';
import type { EmailDocument, LeasedEmail, QueuedEmail } from './email-document.ts';
import { emailIndexes, emailSchema } from './email-schema.ts';

/** The email queue, written in the transaction that causes the email. */
export interface EmailStore {
  newId(): string;
  enqueue(email: QueuedEmail): Promise<void>;
  /** Leases the oldest due email; each of many concurrent callers gets another one. */
  lease(now: Date, leaseUntil: Date): Promise<LeasedEmail | null>;
  /** Removes a sent email; false when the lease was lost meanwhile. */
  finish(id: string, leaseId: string): Promise<boolean>;
  /** Schedules a retry of a leased email; `error` is for operators and contains no address. */
  postpone(id: string, leaseId: string, dueAt: Date, error: string): Promise<boolean>;
  /** Returns how many emails wait, and since when the oldest is due; for operators. */
  status(now: Date): Promise<{ readonly waiting: number; readonly oldestDueAt: Date | null }>;
}

function createEmailStore({ model }: CollectionContext<EmailDocument>): EmailStore {
  return {
    newId: () => newId(),

    async enqueue({ id, ...email }) {
      const state = { dueAt: email.createdAt, leaseId: null, attempts: 0, lastError: null };
      await model.create({ _id: id, ...email, ...state });
    },

    async lease(now, leaseUntil) {
      // A leased email is due again when the lease ends, so that one index range covers both.
      const leaseId = newId();
      const document = await model
        .findOneAndUpdate(
          { dueAt: { $lte: now }, expiresAt: { $gt: now } },
          { $set: { dueAt: leaseUntil, leaseId }, $inc: { attempts: 1 } },
          { sort: { dueAt: 1, _id: 1 }, returnDocument: 'after' },
        )
        .lean<EmailDocument>();
      if (document === null) return null;
      const { _id, sealed, createdAt, expiresAt, attempts } = document;
      return { id: _id, sealed, createdAt, expiresAt, leaseId, attempts };
    },

    async finish(id, leaseId) {
      return (await model.deleteOne({ _id: id, leaseId })).deletedCount === 1;
    },

    async postpone(id, leaseId, dueAt, error) {
      const change = { $set: { dueAt, leaseId: null, lastError: error } };
      return (await model.updateOne({ _id: id, leaseId }, change)).matchedCount === 1;
    },

    async status(now) {
      const [waiting, oldest] = await Promise.all([
        model.countDocuments({ expiresAt: { $gt: now } }).maxTimeMS(maxReadMs()),
        model
          .findOne({ dueAt: { $lte: now }, expiresAt: { $gt: now } }, { dueAt: 1 })
          .sort({ dueAt: 1, _id: 1 })
          .maxTimeMS(maxReadMs())
          .lean<Pick<EmailDocument, 'dueAt'>>(),
      ]);
      return { waiting, oldestDueAt: oldest?.dueAt ?? null };
    },
  };
}

/** The email queue. */
export const emails: StoreDefinition<EmailStore> = defineCollection({
  name: 'emails',
  schema: emailSchema,
  indexes: emailIndexes,
  store: createEmailStore,
});
