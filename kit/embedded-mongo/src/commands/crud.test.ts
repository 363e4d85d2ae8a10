import type { Document } from 'mongodb';
import { Decimal128, Int32, Long, ObjectId, Timestamp } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/harness.ts';

const harness = useDatabase();

describe('insert', () => {
  test('stores documents unchanged, types included', async () => {
    const things = harness.collection();
    const doc = {
      _id: new ObjectId(),
      int: new Int32(5),
      long: Long.fromString('9007199254740993'),
      decimal: Decimal128.fromString('1.10'),
      date: new Date(5),
      nested: { list: [1, 'a', null] },
    };
    await things.insertOne(doc);
    const found = await things.findOne({ _id: doc._id }, { promoteValues: false });
    expect(found?.decimal).toEqual(doc.decimal);
    expect(found?.long).toEqual(doc.long);
    expect(found?.int).toEqual(doc.int);
    expect(found?.nested).toEqual({ list: [new Int32(1), 'a', null] });
  });

  test('puts _id first and generates a missing one', async () => {
    const things = harness.collection();
    await harness.db.command({ insert: 'things', documents: [{ a: 1 }, { b: 2, _id: 7 }] });
    const docs = await things.find().sort({ b: 1 }).toArray();
    expect(docs.map((doc) => Object.keys(doc)[0])).toEqual(['_id', '_id']);
    expect(docs[0]?._id).toBeInstanceOf(ObjectId);
  });

  test('an ordered batch stops at a duplicate, an unordered one continues', async () => {
    const things = harness.collection<{ _id: number }>();
    const docs = [{ _id: 1 }, { _id: 1 }, { _id: 2 }];
    await expect(things.insertMany(docs)).rejects.toMatchObject({
      code: 11000,
      result: { insertedCount: 1 },
    });
    expect(await things.countDocuments()).toBe(1);
    await expect(things.insertMany(docs, { ordered: false })).rejects.toMatchObject({
      code: 11000,
    });
    expect(await things.countDocuments()).toBe(2);
  });

  test('a duplicate key error names the index, key pattern and value', async () => {
    const things = harness.collection();
    await things.createIndex({ email: 1 }, { unique: true });
    await things.insertOne({ email: 'a@b.c' });
    await expect(things.insertOne({ email: 'a@b.c' })).rejects.toMatchObject({
      code: 11000,
      message:
        'E11000 duplicate key error collection: test.things index: email_1 dup key: { email: "a@b.c" }',
      keyPattern: { email: 1 },
      keyValue: { email: 'a@b.c' },
    });
  });

  test('an array is not a valid _id', async () => {
    const things = harness.collection<{ _id: number[] }>();
    await expect(things.insertOne({ _id: [1] })).rejects.toMatchObject({ code: 53 });
  });
});

describe('find', () => {
  test('filters, sorts, skips, limits and projects', async () => {
    const things = harness.collection();
    await things.insertMany(Array.from({ length: 20 }, (_, i) => ({ i, even: i % 2 === 0 })));
    const found = await things
      .find({ even: true })
      .sort({ i: -1 })
      .skip(2)
      .limit(3)
      .project({ _id: 0, i: 1 })
      .toArray();
    expect(found).toEqual([{ i: 14 }, { i: 12 }, { i: 10 }]);
  });

  test('streams in batches of the requested size', async () => {
    const things = harness.collection();
    await things.insertMany(Array.from({ length: 250 }, (_, i) => ({ i })));
    harness.mongo.resetStats();
    const found = await things.find({}, { batchSize: 50 }).toArray();
    expect(found).toHaveLength(250);
    expect(harness.mongo.stats().commands).toMatchObject({ find: 1, getMore: 5 });
  });

  test('a cursor continues after documents around it have been deleted', async () => {
    const things = harness.collection();
    await things.insertMany(Array.from({ length: 100 }, (_, i) => ({ i })));
    await things.createIndex({ i: 1 });
    const cursor = things.find({}, { batchSize: 10 }).sort({ i: 1 });
    const seen: unknown[] = [];
    for (let n = 0; n < 10; n += 1) seen.push((await cursor.next())?.i);
    await things.deleteMany({ i: { $gte: 10, $lt: 90 } });
    for await (const doc of cursor) seen.push(doc.i);
    expect(seen).toEqual([...Array(10).keys(), ...Array.from({ length: 10 }, (_, i) => 90 + i)]);
  });

  test('a cursor fails when its index or collection was dropped, instead of ending early', async () => {
    const things = harness.collection();
    await things.createIndex({ i: 1 });
    await things.insertMany(Array.from({ length: 50 }, (_, i) => ({ i })));
    const indexed = things.find({ i: { $gte: 0 } }, { batchSize: 5 });
    const grouped = things.aggregate([{ $match: { i: { $gte: 0 } } }, { $set: { j: 1 } }], {
      batchSize: 5,
    });
    await indexed.next();
    await grouped.next();
    await things.dropIndex('i_1');
    await expect(indexed.toArray()).rejects.toMatchObject({ code: 175 });
    await expect(grouped.toArray()).rejects.toMatchObject({ code: 175 });
    const scanned = things.find({}, { batchSize: 5 });
    await scanned.next();
    await things.drop();
    await expect(scanned.toArray()).rejects.toMatchObject({ code: 175 });
  });

  test('a killed cursor no longer exists', async () => {
    const things = harness.collection();
    await things.insertMany(Array.from({ length: 10 }, (_, i) => ({ i })));
    const { cursor } = await harness.db.command({ find: 'things', batchSize: 2 });
    const killed = await harness.db.command({ killCursors: 'things', cursors: [cursor.id] });
    expect(killed.cursorsKilled).toHaveLength(1);
    await expect(
      harness.db.command({ getMore: cursor.id, collection: 'things' }),
    ).rejects.toMatchObject({ code: 43 });
  });

  test('refuses unsupported options by name', async () => {
    await expect(
      harness.db.command({ find: 'things', filter: {}, returnKey: true }),
    ).rejects.toMatchObject({ code: 115, message: expect.stringContaining('returnKey') });
    await expect(
      harness.db.command({ find: 'things', filter: {}, nonsense: true }),
    ).rejects.toMatchObject({ code: 40415 });
    await expect(harness.db.command({ mapReduce: 'things' })).rejects.toMatchObject({ code: 115 });
    await expect(harness.db.command({ frobnicate: 1 })).rejects.toMatchObject({ code: 59 });
  });

  test('ignores case under a case-insensitive collation', async () => {
    const things = harness.collection();
    await things.insertMany([{ n: 'b' }, { n: 'A' }, { n: 'a' }]);
    const collation = { locale: 'en', strength: 2 };
    expect(await things.countDocuments({ n: 'a' }, { collation })).toBe(2);
    const sorted = await things.find({}, { collation }).sort({ n: 1 }).toArray();
    expect(sorted.map(({ n }) => n)).toEqual(['A', 'a', 'b']);
  });
});

describe('update', () => {
  test('counts matched and modified documents separately', async () => {
    const things = harness.collection();
    await things.insertMany([{ a: 1 }, { a: 1 }, { a: 2 }]);
    const result = await things.updateMany({}, { $set: { a: 2 } });
    expect(result).toMatchObject({ matchedCount: 3, modifiedCount: 2 });
  });

  test('accepts dollar names below the top level, also in an upsert that inserts', async () => {
    const things = harness.collection<Document>();
    const update = { $set: { 'p.$x': 1 }, $inc: { 'p.$n': 1 }, $unset: { 'p.$y': '' } };
    await things.updateOne({ k: 1, 'q.$z': 2 }, update, { upsert: true });
    const stored = await things.findOne({ k: 1 });
    expect(stored).toMatchObject({ p: { $x: 1, $n: 1 }, q: { $z: 2 } });
    await things.updateOne({ 'p.$n': 1 }, { $unset: { 'p.$x': '' }, $inc: { 'p.$n': 1 } });
    expect((await things.findOne({ k: 1 }))?.p).toEqual({ $n: 2 });
    const top = things.updateOne({ k: 2 }, { $set: { $x: 1 } }, { upsert: true });
    await expect(top).rejects.toMatchObject({ code: 52 });
  });

  test('upserts with the equalities of the filter', async () => {
    const things = harness.collection();
    const update = { $set: { n: 1 }, $setOnInsert: { at: 'now' } };
    const first = await things.updateOne({ sku: 'x' }, update, { upsert: true });
    expect(first).toMatchObject({ upsertedCount: 1, matchedCount: 0 });
    const second = await things.updateOne({ sku: 'x' }, update, { upsert: true });
    expect(second).toMatchObject({ upsertedCount: 0, matchedCount: 1, modifiedCount: 0 });
    expect(await things.findOne({ sku: 'x' }, { projection: { _id: 0 } })).toEqual({
      sku: 'x',
      n: 1,
      at: 'now',
    });
  });

  test('changes array elements by filter and by position', async () => {
    const things = harness.collection();
    await things.insertOne({
      v: [
        { k: 'a', n: 1 },
        { k: 'b', n: 2 },
      ],
    });
    await things.updateOne({ 'v.k': 'b' }, { $inc: { 'v.$.n': 10 } });
    await things.updateOne({}, { $set: { 'v.$[e].n': 0 } }, { arrayFilters: [{ 'e.k': 'a' }] });
    expect((await things.findOne())?.v).toEqual([
      { k: 'a', n: 0 },
      { k: 'b', n: 12 },
    ]);
  });

  test('accepts a pipeline', async () => {
    const things = harness.collection();
    await things.insertOne({ a: 2, b: 3 });
    await things.updateOne({}, [{ $set: { sum: { $add: ['$a', '$b'] } } }]);
    expect((await things.findOne())?.sum).toBe(5);
  });

  test('never changes an _id', async () => {
    const things = harness.collection<{ _id: number }>();
    await things.insertOne({ _id: 1 });
    await expect(things.updateOne({}, { $set: { _id: 2 } })).rejects.toMatchObject({ code: 66 });
  });

  test('a multi update updates no document twice', async () => {
    const things = harness.collection();
    await things.createIndex({ n: 1 });
    await things.insertMany(Array.from({ length: 50 }, (_, n) => ({ n })));
    const result = await things.updateMany({ n: { $gte: 0 } }, { $inc: { n: 100 } });
    expect(result.modifiedCount).toBe(50);
    expect(await things.countDocuments({ n: { $gte: 100, $lt: 150 } })).toBe(50);
  });
});

describe('findAndModify', () => {
  test('returns the document before or after, or the deleted one', async () => {
    const things = harness.collection();
    await things.insertMany([{ n: 1 }, { n: 2 }]);
    const before = await things.findOneAndUpdate({ n: 1 }, { $inc: { n: 10 } });
    expect(before?.n).toBe(1);
    const after = await things.findOneAndUpdate(
      {},
      { $inc: { n: 1 } },
      { sort: { n: -1 }, returnDocument: 'after', projection: { _id: 0 } },
    );
    expect(after).toEqual({ n: 12 });
    expect((await things.findOneAndDelete({ n: 2 }))?.n).toBe(2);
    expect(await things.countDocuments()).toBe(1);
    expect(await things.findOneAndReplace({ n: 99 }, { n: 1 })).toBeNull();
  });
});

describe('delete, count, distinct, bulkWrite', () => {
  test('deletes one or all', async () => {
    const things = harness.collection();
    await things.insertMany([{ a: 1 }, { a: 1 }, { a: 2 }]);
    expect((await things.deleteOne({ a: 1 })).deletedCount).toBe(1);
    expect((await things.deleteMany({})).deletedCount).toBe(2);
  });

  test('counts and lists distinct values', async () => {
    const things = harness.collection();
    await things.insertMany([{ t: ['a', 'b'] }, { t: ['b'] }, { t: 'c' }, {}]);
    expect(await things.estimatedDocumentCount()).toBe(4);
    expect(await things.countDocuments({ t: 'b' })).toBe(2);
    expect((await things.distinct('t')).sort()).toEqual(['a', 'b', 'c']);
  });

  test('lists an array inside an array as one distinct value', async () => {
    const things = harness.collection();
    await things.insertMany([{ t: [1, [1], 1] }, { t: [] }]);
    expect(await things.distinct('t')).toEqual([1, [1]]);
  });

  test('a bulk of mixed operations reports each kind', async () => {
    const things = harness.collection<{ _id: number; a?: number }>();
    const result = await things.bulkWrite([
      { insertOne: { document: { _id: 1 } } },
      { updateOne: { filter: { _id: 1 }, update: { $set: { a: 1 } } } },
      { replaceOne: { filter: { _id: 2 }, replacement: { a: 2 }, upsert: true } },
      { deleteOne: { filter: { _id: 1 } } },
    ]);
    expect(result).toMatchObject({
      insertedCount: 1,
      modifiedCount: 1,
      upsertedCount: 1,
      deletedCount: 1,
    });
  });

  test('a client bulk write spans several collections', async () => {
    const result = await harness.client.bulkWrite(
      [
        { namespace: 'test.a', name: 'insertOne', document: { n: 1 } },
        { namespace: 'test.b', name: 'insertOne', document: { n: 2 } },
        { namespace: 'test.a', name: 'updateOne', filter: { n: 1 }, update: { $set: { n: 3 } } },
        { namespace: 'test.b', name: 'deleteMany', filter: {} },
      ],
      { verboseResults: true },
    );
    expect(result).toMatchObject({ insertedCount: 2, modifiedCount: 1, deletedCount: 1 });
    expect(result.updateResults?.get(2)).toMatchObject({ matchedCount: 1 });
  });
});

describe('aggregate', () => {
  test('groups, looks up and merges', async () => {
    const things = harness.collection();
    await things.insertMany([
      { k: 'a', n: 1 },
      { k: 'a', n: 2 },
      { k: 'b', n: 5 },
    ]);
    await harness.collection('names').insertMany([
      { k: 'a', name: 'Anna' },
      { k: 'b', name: 'Ben' },
    ]);
    const grouped = await things
      .aggregate([
        { $match: { n: { $gt: 0 } } },
        { $group: { _id: '$k', sum: { $sum: '$n' } } },
        { $lookup: { from: 'names', localField: '_id', foreignField: 'k', as: 'who' } },
        { $set: { who: { $first: '$who.name' } } },
        { $sort: { _id: 1 } },
      ])
      .toArray();
    expect(grouped).toEqual([
      { _id: 'a', sum: 3, who: 'Anna' },
      { _id: 'b', sum: 5, who: 'Ben' },
    ]);
    await things
      .aggregate([
        { $group: { _id: '$k', sum: { $sum: '$n' } } },
        { $merge: { into: 'sums', whenMatched: 'replace' } },
      ])
      .toArray();
    expect(await harness.collection('sums').countDocuments()).toBe(2);
  });
});

describe('command parsing', () => {
  test('null counts as an absent field', async () => {
    await harness.collection().insertOne({ a: 1 });
    const absent = { filter: null, sort: null, projection: null, collation: null, let: null };
    const found = await harness.db.command({ find: 'things', ...absent, limit: null });
    expect(found.cursor.firstBatch).toMatchObject([{ a: 1 }]);
    await expect(harness.db.command({ insert: 'things', documents: null })).rejects.toMatchObject({
      code: 40414,
    });
  });

  test('empty timestamps at the top level of new documents are filled, unless disabled', async () => {
    const things = harness.collection<{ _id: Timestamp | number; [field: string]: unknown }>();
    const empty = new Timestamp({ t: 0, i: 0 });
    const isEmpty = async (_id: Timestamp | number) => {
      const found = await things.findOne({ _id }, { promoteValues: false });
      return [found?.a, found?.b].map((value) => value instanceof Timestamp && value.isZero());
    };
    await things.insertOne({ _id: 1, a: empty, b: { c: empty } });
    expect(await isEmpty(1)).toEqual([false, false]);
    expect((await things.findOne({ _id: 1 }))?.b).toEqual({ c: empty });
    await things.replaceOne({ _id: 1 }, { a: empty, b: empty });
    expect(await isEmpty(1)).toEqual([false, false]);
    await things.updateOne({ _id: 1 }, { $set: { a: empty } });
    expect(await isEmpty(1)).toEqual([true, false]);
    await things.insertOne({ _id: empty, a: empty });
    expect(await isEmpty(empty)).toEqual([false, false]);
    const documents = [{ _id: 3, a: empty, b: empty }];
    await harness.db.command({ insert: 'things', documents, bypassEmptyTsReplacement: true });
    expect(await isEmpty(3)).toEqual([true, true]);
  });
});
