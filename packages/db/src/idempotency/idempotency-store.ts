import type { Connection } from 'mongoose';
import { retryDuplicate } from '../connection/duplicate-key.ts';
import type { IdempotencyDocument } from './idempotency-document.ts';
import { idempotencySchema } from './idempotency-schema.ts';

export type AnsweredCall = Omit<IdempotencyDocument, '_id'> & { readonly id: string };

/** Answers that were given, by the hash of who asked what. */
export interface IdempotencyStore {
  find(id: string): Promise<AnsweredCall | null>;
  /**
   * Within the transaction of the effect, which runs again when somebody else has answered the call
   * meanwhile: it then finds that answer.
   */
  insert(call: AnsweredCall): Promise<void>;
  /** Answers a call that has had its effect; false when it has an answer, or is not known. */
  answer(id: string, answer: string): Promise<boolean>;
}

export function createIdempotencyStore(connection: Connection): IdempotencyStore {
  const model = connection.model<IdempotencyDocument>('IdempotencyKey', idempotencySchema);

  return {
    async find(id) {
      const document = await model.findById(id).lean<IdempotencyDocument>();
      if (document === null) return null;
      const { _id, ...call } = document;
      return { id: _id, ...call };
    },

    async insert({ id, ...call }) {
      try {
        await model.create({ _id: id, ...call });
      } catch (error) {
        throw retryDuplicate(error);
      }
    },

    async answer(id, answer) {
      const { matchedCount } = await model.updateOne(
        { _id: id, answer: null },
        { $set: { answer } },
      );
      return matchedCount === 1;
    },
  };
}
