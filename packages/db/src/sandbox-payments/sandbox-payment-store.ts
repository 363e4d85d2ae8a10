import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../connection/duplicate-key.ts';
import { MAX_READ_MS } from '../connection/max-read-ms.ts';
import type { SandboxPaymentDocument } from './sandbox-payment-document.ts';
import { SANDBOX_PAYMENTS, sandboxPaymentSchema } from './sandbox-payment-schema.ts';

/** A payment with its reference under the name that the rest of the code uses. */
export type SandboxPayment = Omit<SandboxPaymentDocument, '_id'> & { readonly reference: string };

export type SandboxPaymentChange = Partial<
  Omit<SandboxPayment, 'reference' | 'paymentId' | 'amount' | 'currency' | 'createdAt' | 'revision'>
>;

/** The payments of the sandbox. They take no part in transactions: it is a remote system. */
export interface SandboxPaymentStore {
  /** Gives the payment as it is stored, which is another one if there was one of that reference. */
  insert(payment: SandboxPayment): Promise<SandboxPayment>;
  find(reference: string): Promise<SandboxPayment | null>;
  /** Null when the payment has changed since it was read. */
  update(before: SandboxPayment, change: SandboxPaymentChange): Promise<SandboxPayment | null>;
  /** Those that began in the span, oldest first; `after` is the last of the page before. */
  listSpan(
    span: { readonly from: Date; readonly until: Date },
    page: { readonly limit: number; readonly after: SandboxPayment | null },
  ): Promise<SandboxPayment[]>;
  listNewest(limit: number): Promise<SandboxPayment[]>;
  /** Those that the queue of webhooks is to look at, the longest due first. */
  findDue(now: Date, limit: number): Promise<SandboxPayment[]>;
}

function toPayment({ _id, ...payment }: SandboxPaymentDocument): SandboxPayment {
  return { reference: _id, ...payment };
}

export function createSandboxPaymentStore(connection: Connection): SandboxPaymentStore {
  // The model is for the indexes. Its calls would join the shop's transactions.
  connection.model<SandboxPaymentDocument>('SandboxPayment', sandboxPaymentSchema);
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

    async update({ reference, revision }, change) {
      const document = await collection.findOneAndUpdate(
        { _id: reference, revision },
        { $set: change, $inc: { revision: 1 } },
        { returnDocument: 'after' },
      );
      return document && toPayment(document);
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
        .find(filter, { maxTimeMS: MAX_READ_MS })
        .sort({ createdAt: 1, _id: 1 })
        .limit(limit)
        .toArray();
      return documents.map(toPayment);
    },

    async listNewest(limit) {
      const documents = await collection
        .find({}, { maxTimeMS: MAX_READ_MS })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return documents.map(toPayment);
    },

    async findDue(now, limit) {
      const documents = await collection
        .find({ dueAt: { $lte: now } }, { maxTimeMS: MAX_READ_MS })
        .sort({ dueAt: 1 })
        .limit(limit)
        .toArray();
      return documents.map(toPayment);
    },
  };
}
