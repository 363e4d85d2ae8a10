import fc from 'fast-check';
import type { ClientSession, Document } from 'mongodb';
import { MongoServerError } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/harness.ts';

const harness = useDatabase();
const things = () => harness.collection<Document>('things');

describe('counting without a filter', () => {
  test('applies skip and limit', async () => {
    await things().insertMany([{}, {}, {}, {}]);
    expect(await things().countDocuments()).toBe(4);
    expect(await things().countDocuments({}, { skip: 1 })).toBe(3);
    expect(await things().countDocuments({}, { skip: 1, limit: 2 })).toBe(2);
    expect(await things().countDocuments({}, { skip: 9 })).toBe(0);
    expect(await things().estimatedDocumentCount()).toBe(4);
    const count = (more: Document) => harness.db.command({ count: 'things', ...more });
    expect(await count({ skip: 1, limit: -2 })).toMatchObject({ n: 2 });
    expect(await count({ query: {}, limit: 0 })).toMatchObject({ n: 4 });
    expect(await harness.collection('none').countDocuments()).toBe(0);
  });

  test('examines no documents', async () => {
    await things().insertMany([{}, {}]);
    harness.mongo.resetStats();
    expect(await things().countDocuments({}, { skip: 1, hint: {} })).toBe(1);
    expect(await things().estimatedDocumentCount()).toBe(2);
    expect(harness.mongo.stats()).toMatchObject({ docsExamined: 0, collectionScans: [] });
  });

  test('with a hint counts the entries of the index', async () => {
    await things().insertMany([{ x: 1 }, {}, { x: 3 }]);
    await things().createIndex({ x: 1 }, { sparse: true });
    await things().createIndex({ y: 1 }, { name: 'some', partialFilterExpression: { x: 3 } });
    expect(await things().countDocuments({}, { hint: { x: 1 } })).toBe(2);
    expect(await things().countDocuments({}, { hint: 'x_1' })).toBe(2);
    expect(await things().countDocuments({}, { hint: 'x_1', skip: 1, limit: 5 })).toBe(1);
    expect(await things().countDocuments({}, { hint: 'some' })).toBe(1);
    expect(await things().countDocuments({}, { hint: '_id_' })).toBe(3);
    expect(await things().countDocuments({}, { hint: { $natural: 1 } })).toBe(3);
    const counted = await harness.db.command({ count: 'things', hint: { x: 1 } });
    expect(counted.n).toBe(2);
  });

  test('refuses a hint without an index and an unknown locale', async () => {
    await things().insertOne({});
    const count = (more: Document) => harness.db.command({ count: 'things', ...more });
    for (const hint of ['nope', { z: 1 }]) {
      await expect(things().countDocuments({}, { hint })).rejects.toMatchObject({ code: 2 });
      await expect(count({ hint })).rejects.toMatchObject({ code: 2 });
    }
    const collation = { locale: 'nope-nope' };
    await expect(things().countDocuments({}, { collation })).rejects.toMatchObject({ code: 2 });
    await expect(count({ collation })).rejects.toMatchObject({ code: 2 });
    expect(await things().countDocuments({}, { collation: { locale: 'es' } })).toBe(1);
  });
});

test('an empty collation means none, except for an index', async () => {
  const collation = { locale: 'en', strength: 2 };
  await harness.db.createCollection('named', { collation });
  const named = harness.collection<Document>('named');
  await named.insertMany([{ a: 'X' }, { a: 'x' }]);
  const none = { collation: {} as never };
  expect(await named.countDocuments({ a: 'x' }, none)).toBe(2);
  expect(await named.find({ a: 'x' }, none).toArray()).toHaveLength(2);
  expect(await named.distinct('a', {}, none)).toHaveLength(1);
  expect((await named.updateMany({ a: 'x' }, { $set: { b: 1 } }, none)).matchedCount).toBe(2);
  await things().insertOne({ a: 'x' });
  expect(await things().countDocuments({ a: 'X' }, none)).toBe(0);
  await expect(named.createIndex({ a: 1 }, none)).rejects.toMatchObject({ code: 2 });
});

describe('the stored document count', () => {
  const $db = (session?: ClientSession) => (session ? { session } : {});

  test("includes a transaction's changes inside it only, until it commits", async () => {
    await things().insertMany([{ _id: 1 }, { _id: 2 }] as never[]);
    const session = harness.client.startSession();
    session.startTransaction();
    await things().insertMany([{ _id: 3 }, { _id: 4 }] as never[], { session });
    await things().deleteOne({ _id: 1 } as never, { session });
    await things().insertOne({ _id: 9 } as never);
    expect(await things().countDocuments({}, { session })).toBe(3);
    expect(await things().countDocuments()).toBe(3);
    await session.commitTransaction();
    expect(await things().countDocuments()).toBe(4);
    session.startTransaction();
    await things().deleteMany({}, { session });
    expect(await things().countDocuments({}, { session })).toBe(0);
    await session.abortTransaction();
    expect(await things().countDocuments()).toBe(4);
    await session.endSession();
  });

  test('follows a renamed collection and is dropped with it', async () => {
    await things().insertMany([{}, {}]);
    const renamed = await things().rename('renamed');
    expect(await renamed.countDocuments()).toBe(2);
    expect(await things().countDocuments()).toBe(0);
    await renamed.drop();
    await things().insertOne({});
    expect(await renamed.countDocuments()).toBe(0);
    expect(await things().countDocuments()).toBe(1);
  });

  test('equals a scan after any concurrent writes, inside and outside of transactions, failed ones included', async () => {
    const id = fc.nat(12);
    const write = fc.oneof(
      fc.record({ kind: fc.constant('insert' as const), ids: fc.array(id, { minLength: 1 }) }),
      fc.record({ kind: fc.constant('delete' as const), ids: fc.array(id, { minLength: 1 }) }),
      fc.record({ kind: fc.constant('upsert' as const), ids: fc.array(id, { minLength: 1 }) }),
    );
    const job = fc.record({
      writes: fc.array(write, { minLength: 1, maxLength: 4 }),
      end: fc.constantFrom('plain' as const, 'commit' as const, 'abort' as const),
    });
    type Write = { readonly kind: string; readonly ids: readonly number[] };
    const perform = async ({ kind, ids }: Write, session?: ClientSession): Promise<void> => {
      const options = $db(session);
      const _id = { $in: [...ids] } as never;
      if (kind === 'delete') await things().deleteMany({ _id }, options);
      else if (kind === 'insert') {
        // Some exist already: an unordered insert stores the others anyway.
        const documents = ids.map((one) => ({ _id: one })) as never[];
        await things().insertMany(documents, { ...options, ordered: false });
      } else {
        for (const one of ids) {
          const update = { $inc: { n: 1 } };
          await things().updateOne({ _id: one } as never, update, { ...options, upsert: true });
        }
      }
    };
    const isExpected = (error: unknown): boolean =>
      error instanceof MongoServerError &&
      (error.code === 11_000 || error.code === 112 || error.code === 251);
    const runJob = async ({ writes, end }: { writes: readonly Write[]; end: string }) => {
      const session = harness.client.startSession();
      try {
        if (end !== 'plain') session.startTransaction();
        for (const one of writes) {
          await perform(one, end === 'plain' ? undefined : session).catch((error: unknown) => {
            if (!isExpected(error) || end !== 'plain') throw error;
          });
          const options = $db(end === 'plain' ? undefined : session);
          const seen = await things().find({}, options).toArray();
          // Outside of a transaction, other writes may run between the two reads.
          if (end !== 'plain') expect(await things().countDocuments({}, options)).toBe(seen.length);
        }
        if (end === 'commit') await session.commitTransaction();
        if (end === 'abort') await session.abortTransaction();
      } catch (error) {
        if (!isExpected(error)) throw error;
        if (session.inTransaction()) await session.abortTransaction();
      } finally {
        await session.endSession();
      }
    };
    const property = fc.asyncProperty(
      fc.array(job, { minLength: 1, maxLength: 5 }),
      async (jobs) => {
        await Promise.all(jobs.map(runJob));
        const found = await things().find().toArray();
        expect(await things().countDocuments()).toBe(found.length);
        const stats = await harness.db.command({ collStats: 'things' });
        expect(stats.count).toBe(found.length);
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });
});
