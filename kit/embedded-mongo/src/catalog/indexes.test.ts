import { describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/harness.ts';

const harness = useDatabase();
const things = () => harness.collection();

describe('administration', () => {
  test('an index built on a non-empty collection contains the existing documents', async () => {
    await things().insertMany(
      Array.from({ length: 300 }, (_, i) => ({ t: [`a${i % 3}`, `b${i}`] })),
    );
    await things().createIndex({ t: 1 });
    harness.mongo.resetStats();
    expect(await things().find({ t: 'b77' }).toArray()).toHaveLength(1);
    expect(harness.mongo.stats().docsExamined).toBe(1);
  });

  test('listIndexes shows specifications in MongoDB form', async () => {
    await things().createIndexes([
      { key: { a: 1, b: -1 }, unique: true },
      { key: { c: 1 }, name: 'ttl', expireAfterSeconds: 60 },
      { key: { d: 1 }, partialFilterExpression: { e: { $exists: true } } },
      { key: { f: 1 }, sparse: true, collation: { locale: 'en', strength: 2 } },
    ]);
    const indexes = await things().listIndexes().toArray();
    expect(indexes).toMatchObject([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1', unique: true },
      { v: 2, key: { c: 1 }, name: 'ttl', expireAfterSeconds: 60 },
      { key: { d: 1 }, partialFilterExpression: { e: { $exists: true } } },
      { key: { f: 1 }, sparse: true, collation: { locale: 'en', strength: 2 } },
    ]);
  });

  test('creating the same index again is a no-op, another one with its name or key is an error', async () => {
    await things().createIndex({ a: 1 });
    const again = await harness.db.command({
      createIndexes: 'things',
      indexes: [{ key: { a: 1 }, name: 'a_1' }],
    });
    expect(again).toMatchObject({ numIndexesBefore: 2, numIndexesAfter: 2 });
    await expect(things().createIndex({ b: 1 }, { name: 'a_1' })).rejects.toMatchObject({
      code: 86,
    });
    await expect(things().createIndex({ a: 1 }, { name: 'other' })).rejects.toMatchObject({
      code: 85,
    });
    await expect(things().createIndex({ a: 1 }, { expireAfterSeconds: 5 })).rejects.toMatchObject({
      code: 85,
    });
  });

  test('background is stored as sent, dropDups is ignored', async () => {
    const indexes = [{ key: { a: 1 }, name: 'a', background: true, dropDups: true }];
    await harness.db.command({ createIndexes: 'things', indexes });
    const [, made] = await things().listIndexes().toArray();
    expect(made).toEqual({ v: 2, key: { a: 1 }, name: 'a', background: true });
    // Neither makes two indexes distinct.
    await things().createIndex({ a: 1 }, { name: 'a' });
    expect(await things().listIndexes().toArray()).toHaveLength(2);
    await expect(
      things().createIndex({ b: 1 }, { background: 'yes' } as never),
    ).rejects.toMatchObject({ code: 14 });
  });

  test('an index may cover the fields of a DBRef, and no other field name with a dollar', async () => {
    await things().createIndex({ 'm.$id': 1 });
    await things().insertMany([{ m: { $ref: 'c', $id: 1 } }, { m: { $ref: 'c', $id: 2 } }]);
    expect(await things().countDocuments({ 'm.$id': 2 }, { hint: 'm.$id_1' })).toBe(1);
    for (const key of ['m.$x', '$id']) {
      await expect(things().createIndex({ [key]: 1 })).rejects.toMatchObject({ code: 67 });
    }
  });

  test('an index needs a name, which drivers generate', async () => {
    await expect(
      harness.db.command({ createIndexes: 'things', indexes: [{ key: { a: 1 } }] }),
    ).rejects.toMatchObject({ code: 9 });
  });

  test('sizes are counted, and divided by the scale', async () => {
    await things().insertMany(
      Array.from({ length: 100 }, (_, i) => ({ i, text: 'x'.repeat(100) })),
    );
    await things().createIndex({ text: 1 });
    const stats = await harness.db.command({ collStats: 'things' });
    expect(stats).toMatchObject({ count: 100, nindexes: 2, avgObjSize: stats.size / 100 });
    expect(stats.size).toBeGreaterThan(10_000);
    expect(stats.indexSizes.text_1).toBeGreaterThan(10_000);
    const scaled = await harness.db.command({ dbStats: 1, scale: 1024 });
    expect(scaled).toMatchObject({ objects: 100, dataSize: stats.size / 1024, scaleFactor: 1024 });
    await expect(harness.db.command({ dbStats: 1, scale: 0 })).rejects.toMatchObject({ code: 2 });
  });

  test('building a unique index over duplicates fails and leaves no index', async () => {
    await things().insertMany([{ a: 1 }, { a: 1 }]);
    await expect(things().createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({
      code: 11000,
    });
    expect(await things().listIndexes().toArray()).toHaveLength(1);
  });

  test('indexes are dropped by name, by key and all at once, except the one on _id', async () => {
    await things().createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }, { key: { c: 1 } }]);
    await things().dropIndex('a_1');
    await harness.db.command({ dropIndexes: 'things', index: { b: 1 } });
    await expect(things().dropIndex('nope')).rejects.toMatchObject({ code: 27 });
    await expect(things().dropIndex('_id_')).rejects.toMatchObject({ code: 72 });
    await things().dropIndexes();
    expect(await things().listIndexes().toArray()).toHaveLength(1);
  });

  test('unsupported kinds of indexes are refused by name', async () => {
    for (const kind of ['text', '2dsphere', 'hashed'] as const) {
      await expect(things().createIndex({ a: kind })).rejects.toMatchObject({
        code: 115,
        message: expect.stringContaining(kind),
      });
    }
    await expect(things().createIndex({ '$**': 1 })).rejects.toMatchObject({ code: 115 });
  });

  test('collMod changes the TTL and hides an index', async () => {
    await things().createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    const changed = await harness.db.command({
      collMod: 'things',
      index: { keyPattern: { at: 1 }, expireAfterSeconds: 120, hidden: true },
    });
    expect(changed).toMatchObject({ expireAfterSeconds_old: 60, expireAfterSeconds_new: 120 });
    expect((await things().listIndexes().toArray())[1]).toMatchObject({
      expireAfterSeconds: 120,
      hidden: true,
    });
  });
});

describe('constraints', () => {
  test('a unique index treats missing as null, a sparse one leaves missing fields out', async () => {
    await things().createIndex({ a: 1 }, { unique: true });
    await things().insertOne({});
    await expect(things().insertOne({})).rejects.toMatchObject({
      code: 11000,
      keyValue: { a: null },
    });
    await harness.collection('sparse').createIndex({ a: 1 }, { unique: true, sparse: true });
    await harness.collection('sparse').insertMany([{}, {}, { a: 1 }]);
  });

  test('uniqueness applies between array elements of different documents only', async () => {
    await things().createIndex({ t: 1 }, { unique: true });
    await things().insertOne({ t: ['a', 'a'] });
    await expect(things().insertOne({ t: ['b', 'a'] })).rejects.toMatchObject({ code: 11000 });
  });

  test('a partial filter accepts only operators that an index can evaluate', async () => {
    for (const n of [{ $exists: false }, { $ne: 1 }, { $not: { $gt: 1 } }, /x/, { $size: 2 }]) {
      const made = things().createIndex({ n: 1 }, { partialFilterExpression: { n } });
      await expect(made).rejects.toMatchObject({ code: 67 });
    }
    const allowed = { $or: [{ n: { $gt: 1, $lte: 9 } }, { n: { $type: 'string' } }, { n: 0 }] };
    expect(await things().createIndex({ n: 1 }, { partialFilterExpression: allowed })).toBe('n_1');
  });

  test('a partial unique index constrains only the documents it covers', async () => {
    await things().createIndex({ n: 1 }, { unique: true, partialFilterExpression: { live: true } });
    await things().insertMany([{ n: 1 }, { n: 1 }, { n: 1, live: true }]);
    await expect(things().insertOne({ n: 1, live: true })).rejects.toMatchObject({ code: 11000 });
    await expect(things().updateMany({}, { $set: { live: true } })).rejects.toMatchObject({
      code: 11000,
    });
  });

  test('very long keys stay distinct', async () => {
    await things().createIndex({ s: 1 }, { unique: true });
    const long = 'x'.repeat(5000);
    await things().insertMany([{ s: `${long}a` }, { s: `${long}b` }]);
    await expect(things().insertOne({ s: `${long}a` })).rejects.toMatchObject({ code: 11000 });
    expect(await things().countDocuments({ s: `${long}b` })).toBe(1);
    expect(await things().countDocuments({ s: { $gte: `${long}b` } })).toBe(1);
  });

  test('an update frees the old key', async () => {
    await things().createIndex({ a: 1 }, { unique: true });
    await things().insertOne({ a: 1 });
    await things().updateOne({ a: 1 }, { $set: { a: 2 } });
    await things().insertOne({ a: 1 });
    expect(await things().countDocuments()).toBe(2);
  });

  test('parallel arrays cannot be indexed', async () => {
    await things().createIndex({ a: 1, b: 1 });
    await expect(things().insertOne({ a: [1], b: [2] })).rejects.toMatchObject({ code: 171 });
    expect(await things().countDocuments()).toBe(0);
  });
});

describe('sweeping', () => {
  test('expired documents are deleted by the date in the field, or the earliest of an array', async () => {
    await harness.client.db('admin').command({ setParameter: 1, ttlMonitorSleepSecs: 1 });
    await things().createIndex({ at: 1 }, { expireAfterSeconds: 10 });
    const old = new Date(Date.now() - 60_000);
    await things().insertMany([
      { at: old },
      { at: [new Date(Date.now() + 60_000), old] },
      { at: new Date() },
      { at: 'never' },
      {},
    ]);
    await expect.poll(() => things().countDocuments()).toBe(3);
    await harness.client.db('admin').command({ setParameter: 1, ttlMonitorSleepSecs: 60 });
  });

  test('a dropped collection can be recreated at once', async () => {
    await things().insertMany(Array.from({ length: 3000 }, (_, i) => ({ i })));
    await things().drop();
    await things().insertOne({ i: -1 });
    expect(await things().find().toArray()).toMatchObject([{ i: -1 }]);
  });
});

describe('collections', () => {
  test('are listed, renamed and dropped', async () => {
    await harness.db.createCollection('a', { collation: { locale: 'en', strength: 2 } });
    await harness.collection('a').insertMany([{ n: 'X' }]);
    expect(await harness.collection('a').countDocuments({ n: 'x' })).toBe(1);
    await expect(harness.db.createCollection('a')).rejects.toMatchObject({ code: 48 });
    await harness.collection('a').rename('b');
    expect(await harness.collection('b').countDocuments()).toBe(1);
    const listed = await harness.db.listCollections().toArray();
    expect(listed).toMatchObject([{ name: 'b', options: { collation: { locale: 'en' } } }]);
    await harness.collection('b').drop();
    expect(await harness.db.listCollections().toArray()).toEqual([]);
  });

  test('of other kinds are refused by name', async () => {
    await expect(
      harness.db.createCollection('c', { capped: true, size: 1000 }),
    ).rejects.toMatchObject({ code: 115, message: expect.stringContaining('capped') });
    await expect(harness.db.createCollection('v', { viewOn: 'a' })).rejects.toMatchObject({
      code: 115,
    });
  });
});
