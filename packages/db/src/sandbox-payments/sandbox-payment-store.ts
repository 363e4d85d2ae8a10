import {
  type CollectionContext,
  defineCollection,
  isDuplicateKey,
  maxReadMs,
} from '@trastienda/mongo';
import type { SandboxEvent, SandboxPaymentDocument } from './sandbox-payment-document.ts';
import {
  SANDBOX_PAYMENTS,
  sandboxPaymentIndexes,
  sandboxPaymentSchema,
} from './sandbox-payment-schema.ts';

/** `SandboxPaymentDocument` with `_id` exposed as `reference`. */
export type SandboxPayment = Omit<SandboxPaymentDocument, '_id'> & { readonly reference: string };

export type SandboxPaymentChange = Partial<
  Pick<SandboxPayment, 'status' | 'failure' | 'authorizesAt' | 'amountCaptured' | 'refunds'>
>;

/**
 * Payments of the sandbox. They do not join transactions, because the sandbox simulates a remote
 * system.
 */
export interface SandboxPaymentStore {
  /** Inserts a payment, or returns the existing one with the same reference. */
  insert(payment: SandboxPayment): Promise<SandboxPayment>;
  find(reference: string): Promise<SandboxPayment | null>;
  /**
   * Changes a payment and adds the event of the change. Returns null when the payment has changed
   * since it was read.
   */
  update(
    before: SandboxPayment,
    change: SandboxPaymentChange,
    event: SandboxEvent,
  ): Promise<SandboxPayment | null>;
  /**
   * Removes the events of payments once they are in the webhook queue. Skips a payment that has
   * changed since it was read, because it has another event; returns false if there is one.
   */
  clearEvents(payments: readonly SandboxPayment[]): Promise<boolean>;
  /**
   * Lists payments created in the span, oldest first; `after` is the last one of the previous page.
   */
  listSpan(
    span: { readonly from: Date; readonly until: Date },
    page: { readonly limit: number; readonly after: SandboxPayment | null },
  ): Promise<SandboxPayment[]>;
  listNewest(limit: number): Promise<SandboxPayment[]>;
  /** Lists payments that the webhook queue must process, the longest due first. */
  findDue(now: Date, limit: number): Promise<SandboxPayment[]>;
}

function toPayment({ _id, ...payment }: SandboxPaymentDocument): SandboxPayment {
  return { reference: _id, ...payment };
}

function createSandboxPaymentStore({
  connection,
}: CollectionContext<SandboxPaymentDocument>): SandboxPaymentStore {
  // A model's calls would join the shop's transactions.
  const collection = connection.collection<SandboxPaymentDocument>(SANDBOX_PAYMENTS);

  return {
    async insert({ reference, ...payment }) {
      try {
        await collection.insertOne({ _id: reference, ...payment });
        return { reference, ...payment };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const stored = await collection.findOne({ _id: reference });
        if (stored === null) throw error;
        return toPayment(stored);
      }
    },

    async find(reference) {
      const document = await collection.findOne({ _id: reference });
      return document && toPayment(document);
    },

    async update({ reference, revision }, change, event) {
      const document = await collection.findOneAndUpdate(
        { _id: reference, revision },
        {
          $set: { ...change, dueAt: event.at },
          $push: { events: event },
          $inc: { revision: 1 },
        },
        { returnDocument: 'after' },
      );
      return document && toPayment(document);
    },

    async clearEvents(payments) {
      const { matchedCount } = await collection.bulkWrite(
        payments.map(({ reference, revision, authorizesAt }) => ({
          updateOne: {
            filter: { _id: reference, revision },
            // The revision stays, so that changes decided on since do not have to be repeated.
            update: { $set: { events: [], dueAt: authorizesAt } },
          },
        })),
      );
      return matchedCount === payments.length;
    },

    async listSpan({ from, until }, { limit, after }) {
      const inSpan = { createdAt: { $gte: from, $lt: until } };
      const filter =
        after === null
          ? inSpan
          : {
              $and: [
                inSpan,
                {
                  $or: [
                    { createdAt: { $gt: after.createdAt } },
                    { createdAt: after.createdAt, _id: { $gt: after.reference } },
                  ],
                },
              ],
            };
      const documents = await collection
        .find(filter, { maxTimeMS: maxReadMs() })
        .sort({ createdAt: 1, _id: 1 })
        .limit(limit)
        .toArray();
      return documents.map(toPayment);
    },

    async listNewest(limit) {
      const documents = await collection
        .find({}, { maxTimeMS: maxReadMs() })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return documents.map(toPayment);
    },

    async findDue(now, limit) {
      const documents = await collection
        .find({ dueAt: { $lte: now } }, { maxTimeMS: maxReadMs() })
        .sort({ dueAt: 1 })
        .limit(limit)
        .toArray();
      return documents.map(toPayment);
    },
  };
}

/** Payments of the sandbox provider. */
export const sandboxPayments = defineCollection({
  name: SANDBOX_PAYMENTS,
  schema: sandboxPaymentSchema,
  indexes: sandboxPaymentIndexes,
  store: createSandboxPaymentStore,
});
