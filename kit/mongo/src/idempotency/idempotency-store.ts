import {
  type CollectionContext,
  defineCollection,
  type StoreDefinition,
} from '../collections/define-collection.ts';
import { insertPlain } from '../collections/insert-plain.ts';
import { retryDuplicate } from '../connection/duplicate-key.ts';
import type { IdempotencyDocument } from './idempotency-document.ts';
import { idempotencyIndexes, idempotencySchema } from './idempotency-schema.ts';

export type AnsweredCall = Omit<IdempotencyDocument, '_id'> & { readonly id: string };

/** Stored responses, by a hash of caller and key. */
export interface IdempotencyStore {
  find(id: string): Promise<AnsweredCall | null>;
  /**
   * Reserves a key within the transaction of the effect, which is retried when another attempt has
   * stored the response meanwhile, and then finds it.
   */
  insert(call: AnsweredCall): Promise<void>;
  /**
   * Stores the response of a call that has had its effect; false when it has one, or is unknown.
   */
  answer(id: string, answer: string): Promise<boolean>;
}

function createIdempotencyStore({
  model,
}: CollectionContext<IdempotencyDocument>): IdempotencyStore {
  return {
    async find(id) {
      const document = await model.findById(id).lean<IdempotencyDocument>();
      if (document === null) return null;
      const { _id, ...call } = document;
      return { id: _id, ...call };
    },

    async insert({ id, ...call }) {
      try {
        await insertPlain(model, [{ _id: id, ...call }]);
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

/** Stored responses of idempotent calls. */
export const idempotency: StoreDefinition<IdempotencyStore> = defineCollection({
  name: 'idempotency_keys',
  schema: idempotencySchema,
  indexes: idempotencyIndexes,
  store: createIdempotencyStore,
});
