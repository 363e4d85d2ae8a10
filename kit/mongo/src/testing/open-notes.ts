import { type CollectionContext, defineCollection } from '../collections/define-collection.ts';
import { defineSchema } from '../collections/define-schema.ts';
import type { ConnectionOptions } from '../connection/open-connection.ts';
import { defineEvents } from '../events/define-events.ts';
import type { WatchedCollection } from '../events/watch-events.ts';
import { idempotency } from '../idempotency/idempotency-store.ts';
import { leases } from '../leases/lease-store.ts';
import { openDatabase } from '../open-database.ts';
import type { Page } from '../paging/page.ts';
import { readNewest } from '../paging/read-newest.ts';
import { rateLimits } from '../rate-limits/rate-limit-store.ts';
import { eventConsumers } from '../relay/consumer-store.ts';

interface NoteDocument {
  readonly _id: string;
  readonly author: string;
  readonly text: string;
}

const noteSchema = defineSchema<NoteDocument>(
  {
    _id: { type: String, required: true },
    author: { type: String, required: true },
    text: { type: String, required: true },
  },
  { strict: 'throw', versionKey: false },
);

/** Notes of the application that tests use. */
interface NoteStore {
  insert(id: string, text?: string): Promise<void>;
  /** Writes all in one bulk. */
  setAll(texts: Readonly<Record<string, string>>): Promise<void>;
  find(id: string): Promise<NoteDocument | null>;
  list(limit?: number, cursor?: string): Promise<Page<NoteDocument>>;
}

function createNoteStore({ model }: CollectionContext<NoteDocument>): NoteStore {
  return {
    async insert(id, text = 'A note.') {
      await model.create({ _id: id, author: 'ana', text });
    },
    async setAll(texts) {
      const writes = Object.entries(texts).map(([_id, text]) => ({
        updateOne: {
          filter: { _id },
          update: { $set: { text }, $setOnInsert: { author: 'ana' } },
          upsert: true,
        },
      }));
      await model.bulkWrite(writes);
    },
    // Not an async function: the database guards queries that a store returns, too.
    find: (id) => model.findById(id).lean<NoteDocument>(),
    list: (limit = 50, cursor) =>
      readNewest(model, { list: 'notes', match: { author: 'ana' }, limit, cursor }),
  };
}

const notes = defineCollection({
  name: 'notes',
  schema: noteSchema,
  indexes: [{ keys: { author: 1, _id: 1 }, serves: 'notes.list, newest first' }],
  store: createNoteStore,
});

const watchedNotes: WatchedCollection<NoteDocument> = {
  name: 'notes',
  fields: ['author'],
  tagsOf: ({ _id, author }) => [`note:${_id}`, ...(author === undefined ? [] : [`of:${author}`])],
};

const events = defineEvents<{
  aggregate: 'note' | 'folder';
  type: 'note.written' | 'note.shared' | 'folder.created';
  data: { readonly words: number; readonly title: string | null };
}>({ watched: [watchedNotes] });

const COLLECTIONS = { eventConsumers, events, idempotency, leases, notes, rateLimits };

/** Opens the database of a small application. */
export const openNotes = (uri: string, options: ConnectionOptions = {}) =>
  openDatabase({ ...options, uri, collections: COLLECTIONS });
