import {
  type CollectionContext,
  defineCollection,
  insertPlain,
  mapPage,
  newId,
  type Page,
  readNewest,
} from '@trastienda/mongo';
import type { ListMessagesInput } from '@trastienda/shop-contract';
import type { MessageDocument, MessageState } from './message-document.ts';
import { messageIndexes, messageSchema } from './message-schema.ts';

/** Visitors' messages. */
export interface MessageStore {
  /** Returns an id of this time: messages are listed by id. */
  newId(at: Date): string;
  insert(message: MessageState): Promise<void>;
  find(id: string): Promise<MessageState | null>;
  /**
   * Writes the next revision of a message. Returns null when it has changed since it was read, or is
   * gone.
   */
  update(
    before: MessageState,
    change: Pick<Partial<MessageState>, 'status' | 'answers'>,
    at: Date,
  ): Promise<MessageState | null>;
  /** Deletes a message; false when there is none. */
  delete(id: string): Promise<boolean>;
  /**
   * Lists messages, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: ListMessagesInput): Promise<Page<MessageState>>;
  /** Deletes at most `limit` messages that have not changed since `before`; returns how many. */
  deleteUnchangedSince(before: Date, limit: number): Promise<number>;
}

/** Returns the key for a combination of filters; null without a filter. */
function messageKey({ status, isFlagged }: Pick<ListMessagesInput, 'status' | 'isFlagged'>) {
  const parts = [
    ...(status === undefined ? [] : [`status:${status}`]),
    ...(isFlagged === undefined ? [] : [`flagged:${isFlagged}`]),
  ];
  return parts.length === 0 ? null : parts.join(' ');
}

/** Returns the keys of all combinations of filters that match a message. */
function messageKeysOf({ status, isFlagged }: Pick<MessageState, 'status' | 'isFlagged'>) {
  const combinations = [{ status }, { isFlagged }, { status, isFlagged }];
  return combinations.map(messageKey).filter((key) => key !== null);
}

const toState = ({ _id, keys: _, ...message }: MessageDocument): MessageState => ({
  id: _id,
  ...message,
});

const toDocument = ({ id, ...message }: MessageState): MessageDocument => ({
  _id: id,
  ...message,
  keys: messageKeysOf(message),
});

function createMessageStore({ model }: CollectionContext<MessageDocument>): MessageStore {
  return {
    newId,

    async insert(message) {
      await insertPlain(model, [toDocument(message)]);
    },

    async find(id) {
      const document = await model.findById(id).lean<MessageDocument>();
      return document && toState(document);
    },

    async update(before, change, at) {
      const after = { ...before, ...change, revision: before.revision + 1, updatedAt: at };
      const { _id, ...replacement } = toDocument(after);
      const { matchedCount } = await model.replaceOne(
        { _id, revision: before.revision },
        replacement,
      );
      return matchedCount === 1 ? after : null;
    },

    async delete(id) {
      return (await model.deleteOne({ _id: id })).deletedCount === 1;
    },

    async list({ limit, cursor, ...filter }) {
      const key = messageKey(filter);
      const match = key === null ? {} : { keys: key };
      const page = await readNewest(model, { list: 'messages', match, limit, cursor });
      return mapPage(page, toState);
    },

    async deleteUnchangedSince(before, limit) {
      const unchanged = { updatedAt: { $lt: before } };
      const found = await model
        .find(unchanged, { _id: 1 })
        .sort({ updatedAt: 1 })
        .limit(limit)
        .lean<Pick<MessageDocument, '_id'>[]>();
      if (found.length === 0) return 0;
      const ids = found.map(({ _id }) => _id);
      return (await model.deleteMany({ _id: { $in: ids }, ...unchanged })).deletedCount;
    },
  };
}

/** Visitors' messages. */
export const messages = defineCollection({
  name: 'messages',
  schema: messageSchema,
  indexes: messageIndexes,
  store: createMessageStore,
});
