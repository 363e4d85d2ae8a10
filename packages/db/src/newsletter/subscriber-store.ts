import {
  type CollectionContext,
  defineCollection,
  insertPlain,
  listNewest,
  newId,
  type Page,
  type PageQuery,
  retryDuplicate,
  stateOf,
} from '@trastienda/mongo';
import type { SubscriberStatus } from '@trastienda/shop-contract';
import type { QueryFilter } from 'mongoose';
import type { SubscriberDocument, SubscriberState } from './subscriber-document.ts';
import { subscriberIndexes, subscriberSchema } from './subscriber-schema.ts';

/** Addresses of the newsletter. */
export interface SubscriberStore {
  /** Returns an id of this time: subscribers are listed by id. */
  newId(at: Date): string;
  find(id: string): Promise<SubscriberState | null>;
  /** Finds the subscriber with one of the hashes of an address, one for each key. */
  findByAddress(hashes: readonly string[]): Promise<SubscriberState | null>;
  findByConfirmation(hash: string): Promise<SubscriberState | null>;
  /**
   * Writes the next revision of a subscriber, or its first. Requires a transaction, which is retried
   * when another one has inserted the address. Returns false when it has changed since it was read.
   */
  write(subscriber: SubscriberState): Promise<boolean>;
  /** Deletes a subscriber that has not changed since it was read. */
  delete(before: Pick<SubscriberState, 'id' | 'revision'>): Promise<boolean>;
  /**
   * Lists subscribers, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(
    query: PageQuery & { readonly status?: SubscriberStatus | undefined },
  ): Promise<Page<SubscriberState>>;
  /** Lists what is due for erasure, after the last one of the batch before. */
  listErasable(
    now: Date,
    limit: number,
    after?: Pick<SubscriberState, 'id' | 'eraseAt'>,
  ): Promise<readonly SubscriberState[]>;
}

function createSubscriberStore({ model }: CollectionContext<SubscriberDocument>): SubscriberStore {
  const findOne = async (
    filter: QueryFilter<SubscriberDocument>,
  ): Promise<SubscriberState | null> => {
    const document = await model.findOne(filter).lean<SubscriberDocument>();
    return document && stateOf(document);
  };

  return {
    newId,
    find: (id) => findOne({ _id: id }),
    findByAddress: (hashes) => findOne({ addressHash: { $in: hashes } }),
    findByConfirmation: (hash) => findOne({ 'confirmation.hash': hash }),

    async write({ id, ...subscriber }) {
      if (subscriber.revision === 1) {
        try {
          await insertPlain(model, [{ _id: id, ...subscriber }]);
        } catch (error) {
          throw retryDuplicate(error);
        }
        return true;
      }
      const before = { _id: id, revision: subscriber.revision - 1 };
      return (await model.replaceOne(before, subscriber)).matchedCount === 1;
    },

    async delete({ id, revision }) {
      return (await model.deleteOne({ _id: id, revision })).deletedCount === 1;
    },

    list({ status, limit, cursor }) {
      const match = status === undefined ? {} : { status };
      return listNewest(model, { list: 'newsletter', match, limit, cursor });
    },

    async listErasable(now, limit, after) {
      const from = after?.eraseAt ? { $gte: after.eraseAt } : {};
      const query = model.find({ eraseAt: { ...from, $lte: now } });
      if (after !== undefined) {
        const { id, eraseAt } = after;
        query.or([{ eraseAt: { $gt: eraseAt } }, { eraseAt, _id: { $gt: id } }]);
      }
      const documents = await query
        .sort({ eraseAt: 1, _id: 1 })
        .limit(limit)
        .lean<SubscriberDocument[]>();
      return documents.map(stateOf);
    },
  };
}

/** Addresses of the newsletter, with the consents of their owners. */
export const subscribers = defineCollection({
  name: 'newsletter_subscribers',
  schema: subscriberSchema,
  indexes: subscriberIndexes,
  store: createSubscriberStore,
});
