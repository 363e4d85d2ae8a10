import {
  type Collection,
  type CollectionContext,
  defineCollection,
  type StoreDefinition,
} from '../collections/define-collection.ts';
import { insertPlain } from '../collections/insert-plain.ts';
import { retryDuplicate } from '../connection/duplicate-key.ts';
import type { IdempotencyDocument } from './idempotency-document.ts';
import { idempotencyIndexes, idempotencySchema } from './idempotency-schema.ts';

export type AnsweredCall = Omit<IdempotencyDocument, '_id'> & { readonly id: string };

export interface IdempotencyOptions {
  /**
   * Parses a stored response of a procedure; `JSON.parse` by default. Migrations cannot change stored
   * responses, because each is sealed with a key of its caller: fields that were renamed since are
   * renamed here.
   */
  readonly parseResponse?: (procedure: string, text: string) => unknown;
}

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
  /** Parses an opened response. */
  parse(procedure: string, text: string): unknown;
}

function createIdempotencyStore(
  { model }: CollectionContext<IdempotencyDocument>,
  { parseResponse = (_procedure, text) => JSON.parse(text) }: IdempotencyOptions,
): IdempotencyStore {
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

    parse: parseResponse,
  };
}

/** Defines the collection of stored responses, for an application that parses them itself. */
export function defineIdempotency(
  options: IdempotencyOptions = {},
): StoreDefinition<IdempotencyStore> & Pick<Collection<unknown>, 'name'> {
  return defineCollection({
    name: 'idempotency_keys',
    schema: idempotencySchema,
    indexes: idempotencyIndexes,
    store: (context: CollectionContext<IdempotencyDocument>) =>
      createIdempotencyStore(context, options),
  });
}

/** Stored responses of idempotent calls. */
export const idempotency = defineIdempotency();
