import { startTestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type CollectionContext,
  defineCollection,
  defineStore,
} from './collections/define-collection.ts';
import { defineSchema } from './collections/define-schema.ts';
import { openDatabase } from './open-database.ts';

interface Note {
  readonly _id: string;
  readonly text: string;
}

interface Entry {
  readonly _id: string;
  readonly noteId: string;
}

const noteSchema = defineSchema<Note>(
  { _id: String, text: { type: String, required: true } },
  { strict: 'throw', versionKey: false },
);
const entrySchema = defineSchema<Entry>(
  { _id: String, noteId: String },
  { strict: 'throw', versionKey: false },
);

const wordCounts = defineCollection({
  name: 'word_counts',
  schema: defineSchema<{ _id: string; count: number }>(
    { _id: String, count: Number },
    { versionKey: false },
  ),
});

let opened = 0;
const history = defineCollection({
  name: 'history',
  schema: entrySchema,
  indexes: [{ keys: { noteId: 1 }, serves: 'The history of a note' }],
  store: ({ model }) => {
    opened += 1;
    return {
      async append(noteId: string) {
        await model.create({ _id: `${noteId}:${await model.countDocuments()}`, noteId });
      },
      count: (noteId: string) => model.countDocuments({ noteId }),
    };
  },
});

type HistoryStore = ReturnType<typeof history.open>;

function createNoteStore({
  model,
  models,
  stores,
}: CollectionContext<
  Note,
  { counts: { readonly _id: string; count: number } },
  { history: HistoryStore }
>) {
  return {
    async insert({ _id, text }: Note) {
      await model.create({ _id, text });
      const count = text.split(' ').length;
      await models.counts.updateOne({ _id }, { $set: { count } }, { upsert: true });
      await stores.history.append(_id);
    },
    find: (id: string) => model.findById(id).lean<Note>(),
  };
}

const notes = defineCollection({
  name: 'notes',
  schema: noteSchema,
  models: { counts: wordCounts },
  stores: { history },
  store: createNoteStore,
});

const statistics = defineStore({
  models: { notes, counts: wordCounts },
  store: ({ models }) => ({
    longest: async () =>
      (await models.counts.findOne().sort({ count: -1 }).lean<{ _id: string }>())?._id ?? null,
    count: () => models.notes.countDocuments(),
  }),
});

const server = await useStarted(startTestDatabase);
const open = (uri = server.uri) =>
  openDatabase({ uri, collections: { notes, history, statistics }, migrations: [] });
const database = await open();
afterAll(() => database.close());
beforeEach(() => server.clear());

const NOTE = { _id: 'a', text: 'three short words' };

describe('a database of defined collections', () => {
  test('offers each store under its name, with the models and stores that it needs', async () => {
    await database.notes.insert(NOTE);
    expect(await database.notes.find('a')).toEqual(NOTE);
    expect(await database.history.count('a')).toBe(1);
    expect(await database.statistics.longest()).toBe('a');
    expect(await database.statistics.count()).toBe(1);
  });

  test('runs the writes of all stores in one transaction', async () => {
    const work = async () => {
      await database.notes.insert(NOTE);
      throw new Error('no');
    };
    await expect(database.transaction(work)).rejects.toThrow('no');
    expect(await database.notes.find('a')).toBeNull();
    expect(await database.history.count('a')).toBe(0);
    expect(await database.statistics.longest()).toBeNull();
  });

  test('opens a store once, and again for another database', async () => {
    const before = opened;
    const other = await open();
    expect(opened).toBe(before + 1);
    await other.notes.insert(NOTE);
    expect(await database.notes.find('a')).toEqual(NOTE);
    await other.close();
  });

  test('checks and creates the indexes of every collection, also of those without a store', async () => {
    const { missing } = await database.indexes.check();
    expect(missing).toEqual(['history lacks {"noteId":1}']);
    await database.indexes.sync();
    expect(await database.indexes.check()).toEqual({ missing: [], unknown: [] });
    await server.withClient(async (client) => {
      const found = await client.db().listCollections({ name: 'word_counts' }).toArray();
      expect(found).toHaveLength(1);
    });
  });

  test('rejects two collections of one name', async () => {
    const twin = defineCollection({ name: 'notes', schema: noteSchema, store: () => ({}) });
    const opening = openDatabase({
      uri: server.uri,
      collections: { notes, twin },
      migrations: [],
    });
    await expect(opening).rejects.toThrow('Two collections are named notes.');
  });

  test('rejects collections named like its functions at compile time', () => {
    // @ts-expect-error: a store cannot be called `transaction`.
    const attempt = () => openDatabase({ uri: '', collections: { transaction: notes } });
    expect(attempt).toBeTypeOf('function');
  });
});
