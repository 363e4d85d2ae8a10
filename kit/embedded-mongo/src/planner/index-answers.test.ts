import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type CreateIndexesOptions, MaxKey, MinKey, MongoClient } from 'mongodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { startEmbeddedMongo } from '../index.ts';
import { stagesOf, useDatabase } from '../testing/harness.ts';

const harness = useDatabase();

interface Thing {
  _id: number | string;
  [field: string]: unknown;
}

const things = () => harness.collection<Thing>();
/** Longer than an index key. */
const LONG = 'p'.repeat(1000);
const INSENSITIVE = { locale: 'en', strength: 2 };

async function ids(filter: Record<string, unknown>, options = {}): Promise<Thing['_id'][]> {
  const found = await things().find(filter, options).sort({ _id: 1 }).toArray();
  return found.map(({ _id }) => _id);
}

test('an index on an array position returns the same as a scan for null', async () => {
  await things().insertMany([
    { _id: 1, a: [{}] },
    { _id: 2, a: [{ 0: 1 }] },
    { _id: 3, a: [5, {}] },
    { _id: 4, a: [] },
    { _id: 5 },
    { _id: 6, a: [null] },
  ]);
  await things().createIndex({ 'a.0': 1 }, { name: 'first' });
  const filters = [
    null,
    { $all: [null] },
    { $in: [null, 5] },
    { $lte: null },
    { $exists: false },
    5,
  ];
  for (const filter of filters) {
    const scanned = await ids({ 'a.0': filter }, { hint: { $natural: 1 } });
    expect(await ids({ 'a.0': filter }), JSON.stringify(filter)).toEqual(scanned);
    expect(await ids({ 'a.0': filter }, { hint: 'first' })).toEqual(scanned);
  }
});

test('an index returns the same as a scan for arrays below the elements of an $elemMatch', async () => {
  await things().insertMany([
    { _id: 1, a: [{ b: [1, 9] }] },
    {
      _id: 2,
      a: [
        {
          b: [
            { c: 1, d: 9 },
            { c: 9, d: 2 },
          ],
        },
      ],
    },
    { _id: 3, a: [{ b: 4 }] },
    { _id: 4, a: [[1], [5]] },
  ]);
  const queries: [Record<string, unknown>, number[]][] = [
    [{ a: { $elemMatch: { b: { $gt: 5, $lt: 3 } } } }, [1]],
    [{ a: { $elemMatch: { $and: [{ b: 1 }, { b: 9 }] } } }, [1]],
    [{ a: { $elemMatch: { 'b.c': 1, 'b.d': 2 } } }, [2]],
    [{ a: { $elemMatch: { 'b.c': { $gt: 5, $lt: 3 } } } }, [2]],
    [{ a: { $elemMatch: { b: { $elemMatch: { c: 1 } }, 'b.d': 2 } } }, [2]],
    [{ a: { $elemMatch: { b: { $elemMatch: { c: 1, d: 2 } } } } }, []],
    [{ a: { $elemMatch: { 0: 5 } } }, [4]],
    [{ a: { $elemMatch: { $elemMatch: { $gt: 4 } } } }, [4]],
  ];
  for (const [query, expected] of queries) expect(await ids(query)).toEqual(expected);
  await things().createIndexes([
    { key: { a: 1 } },
    { key: { 'a.0': 1 } },
    { key: { 'a.b': 1 } },
    { key: { 'a.b.c': 1, 'a.b.d': 1 } },
  ]);
  for (const [query, expected] of queries) expect(await ids(query)).toEqual(expected);
});

test('a unique index under a collation refuses an update that creates a duplicate', async () => {
  await things().createIndex({ k: 1 }, { unique: true, collation: { locale: 'en' } });
  await things().insertMany([
    { _id: 1, k: 'a' },
    { _id: 2, k: 'A' },
  ]);
  await expect(things().updateOne({ _id: 2 }, { $set: { k: 'a' } })).rejects.toMatchObject({
    code: 11000,
  });
  await things().updateOne({ _id: 2 }, { $set: { k: 'A', n: 1 } });
  expect((await things().distinct('k')).sort()).toEqual(['A', 'a']);
});

test('strings too long for a key are sorted completely, by an index or by _id', async () => {
  const tails = Array.from({ length: 30 }, (_, i) => String((i * 7) % 30).padStart(2, '0'));
  await things().createIndex({ k: 1 });
  await things().insertMany(tails.map((tail) => ({ _id: LONG + tail, k: LONG + tail })));
  const inOrder = [...tails].sort();
  for (const field of ['k', '_id']) {
    const found = await things()
      .find()
      .sort({ [field]: 1 })
      .toArray();
    expect(found.map((thing) => String(thing[field]).slice(LONG.length))).toEqual(inOrder);
    const [last] = await things()
      .find()
      .sort({ [field]: -1 })
      .limit(1)
      .toArray();
    expect(last?.[field]).toBe(`${LONG}29`);
  }
  expect(await things().countDocuments({ k: { $gte: `${LONG}10`, $lt: `${LONG}20` } })).toBe(10);
});

test('truncated keys are known after a restart, also inside a transaction', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'trastienda-cut-'));
  try {
    const tails = ['c', 'a', 'd', 'b'];
    const first = await startEmbeddedMongo({ dir, fsync: false });
    let client = await MongoClient.connect(first.uri);
    await client.db('test').collection('things').createIndex({ k: 1 });
    await client.withSession((session) =>
      session.withTransaction(async () => {
        const documents = tails.map((tail) => ({ k: LONG + tail }));
        await client.db('test').collection('things').insertMany(documents, { session });
      }),
    );
    await client.close();
    await first.close();
    const second = await startEmbeddedMongo({ dir, fsync: false });
    client = await MongoClient.connect(second.uri);
    const cursor = client.db('test').collection('things').find().sort({ k: 1 });
    expect(stagesOf(await cursor.clone().explain())).toContain('SORT');
    const found = await cursor.toArray();
    expect(found.map(({ k }) => String(k).slice(LONG.length))).toEqual(['a', 'b', 'c', 'd']);
    await client.close();
    await second.close();
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});

test('an index on short strings still provides the sort order', async () => {
  await things().createIndex({ k: 1 });
  await things().insertMany([
    { _id: 1, k: 'b' },
    { _id: 2, k: 'a' },
  ]);
  expect(stagesOf(await things().find().sort({ k: 1 }).explain())).not.toContain('SORT');
  expect(stagesOf(await things().find().sort({ _id: 1 }).explain())).not.toContain('SORT');
});

test('a partial index serves queries on strings under its own collation only', async () => {
  await things().insertMany([
    { _id: 1, s: 'active', n: 5 },
    { _id: 2, s: 'ACTIVE', n: 5 },
  ]);
  await things().createIndex({ n: 1 }, { partialFilterExpression: { s: 'active' } });
  const query = { s: 'active', n: 5 };
  expect(await ids(query, { collation: INSENSITIVE })).toEqual([1, 2]);
  expect(await ids(query)).toEqual([1]);
  await things().dropIndexes();
  await things().createIndex(
    { n: 1 },
    { partialFilterExpression: { s: 'active' }, collation: INSENSITIVE },
  );
  expect(await ids(query, { collation: INSENSITIVE })).toEqual([1, 2]);
  expect(stagesOf(await things().find(query, { collation: INSENSITIVE }).explain())).toContain(
    'IXSCAN',
  );
  expect(await ids(query)).toEqual([1]);
});

test('unique indexes of every kind return the same as a scan', async () => {
  const indexes: [Record<string, 1 | -1>, CreateIndexesOptions?][] = [
    [{ slug: 1 }],
    [{ handle: 1 }, { sparse: true }],
    [{ code: 1 }, { partialFilterExpression: { status: 'live' } }],
    [{ 'parts.sku': 1 }],
    [{ country: 1, region: -1 }],
    [{ name: 1 }, { collation: INSENSITIVE }],
  ];
  for (const [keys, options] of indexes)
    await things().createIndex(keys, { ...options, unique: true });
  await things().createIndex({ status: 1 });
  const value = fc.constantFrom<unknown>('a', 'A', 'b', 'none', null, 1);
  const condition = fc.oneof(
    { weight: 4, arbitrary: value },
    fc.array(value, { maxLength: 3 }).map(($in) => ({ $in })),
    fc.constant({ $exists: false }),
    value.map(($eq) => ({ $eq, $exists: true })),
    fc.constant(['a']),
  );
  const fields = ['slug', 'handle', 'code', 'parts.sku', 'country', 'region', 'name', 'status'];
  const optional = (from: fc.Arbitrary<unknown>) =>
    fc.record(Object.fromEntries(fields.map((field) => [field, from])), { requiredKeys: [] });
  const document = optional(value).map(({ 'parts.sku': sku, ...rest }) => ({
    ...rest,
    ...(sku !== undefined && { parts: [{ sku }, { sku: `${sku}-2` }] }),
  }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { minLength: 1, maxLength: 12 }),
      fc.array(optional(condition), { minLength: 1, maxLength: 8 }),
      async (documents, filters) => {
        await things().deleteMany({});
        const numbered = documents.map((each, _id) => ({ ...each, _id }));
        // Duplicates are refused.
        await things()
          .insertMany(numbered, { ordered: false })
          .catch(() => {});
        for (const filter of filters) {
          for (const options of [{}, { collation: INSENSITIVE }]) {
            const scanned = await ids(filter, { ...options, hint: { $natural: 1 } });
            expect(await ids(filter, options), JSON.stringify(filter)).toEqual(scanned);
            const unsorted = await things().find(filter, options).toArray();
            expect(unsorted.map(({ _id }) => _id).toSorted()).toEqual(scanned.toSorted());
          }
        }
      },
    ),
    { numRuns: 20 },
  );
});

test('a sparse index is not used when documents without the field match', async () => {
  await things().insertMany([{ _id: 1, s: 1 }, { _id: 2 }]);
  const queries = [
    { s: { $gte: new MinKey() } },
    { s: { $lte: new MaxKey() } },
    { s: { $gt: new MinKey() } },
    { s: { $lt: new MaxKey() } },
  ];
  const scanned = await Promise.all(queries.map((query) => ids(query)));
  await things().createIndex({ s: 1 }, { sparse: true });
  await things().createIndex({ s: -1 }, { partialFilterExpression: { s: { $exists: true } } });
  expect(await Promise.all(queries.map((query) => ids(query)))).toEqual(scanned);
});

test('a cursor whose index or collection was dropped fails instead of ending', async () => {
  const changes = [
    () => things().dropIndex('n_1'),
    () => things().drop(),
    () => things().rename('others'),
  ];
  for (const change of changes) {
    await things().insertMany(Array.from({ length: 20 }, (_, n) => ({ _id: n, n })));
    await things().createIndex({ n: 1 });
    const cursor = things()
      .find({ n: { $gte: 0 } })
      .batchSize(5);
    for (let i = 0; i < 5; i += 1) await cursor.next();
    await change();
    await expect(cursor.next()).rejects.toMatchObject({ code: 175 });
    await harness.db.dropDatabase();
  }
});

test('a large sort in memory is ordered and stable', async () => {
  const count = 9000;
  await things().insertMany(
    Array.from({ length: count }, (_, i) => ({ _id: i, n: (i * 7919) % 1000 })),
  );
  const expected = Array.from({ length: count }, (_, i) => ({ _id: i, n: (i * 7919) % 1000 })).sort(
    (a, b) => a.n - b.n || a._id - b._id,
  );
  expect(await things().find().sort({ n: 1 }).toArray()).toEqual(expected);
  expect(await things().find().sort({ n: 1 }).limit(700).toArray()).toEqual(expected.slice(0, 700));
});

test('a large write that times out changes no document', async () => {
  await things().insertMany(Array.from({ length: 5000 }, (_, n) => ({ _id: n, n: 0 })));
  for (const command of [
    { update: 'things', updates: [{ q: {}, u: { $inc: { n: 1 } }, multi: true }], maxTimeMS: 1 },
    { delete: 'things', deletes: [{ q: {}, limit: 0 }], maxTimeMS: 1 },
  ]) {
    await expect(harness.db.command(command)).rejects.toMatchObject({ code: 50 });
  }
  expect(await things().countDocuments({ n: 0 })).toBe(5000);
});

describe('two bounds on one field of an element', () => {
  const between = { items: { $elemMatch: { n: { $gt: 10, $lt: 13 } } } };
  const keysFor = async (filter: Record<string, unknown>): Promise<number> => {
    const explained = await things().find(filter).explain('executionStats');
    return explained.executionStats.totalKeysExamined;
  };

  beforeEach(async () => {
    await things().insertMany(
      Array.from({ length: 20 }, (_, i) => ({ _id: i, items: [{ n: i }, { n: i + 100 }] })),
    );
    await things().createIndex({ 'items.n': 1 });
  });

  test('are intersected in an index when no array lies below the element', async () => {
    expect(await ids(between)).toEqual([11, 12]);
    expect(await keysFor(between)).toBe(2);
    const nested = { items: { $elemMatch: { $and: [{ n: { $gte: 3 } }, { n: { $lte: 3 } }] } } };
    expect(await keysFor(nested)).toBe(1);
  });

  test('are not intersected side by side, or in two $elemMatch', async () => {
    const beside = { 'items.n': { $gt: 110, $lt: 3 } };
    expect(await ids(beside)).toEqual([]);
    const apart = {
      $and: [
        { items: { $elemMatch: { n: { $gt: 101 } } } },
        { items: { $elemMatch: { n: { $lt: 3 } } } },
      ],
    };
    expect(await ids(apart)).toEqual([2]);
  });

  test('are no longer intersected after an array occurred there, since two of its values may match', async () => {
    await things().insertOne({ _id: 50, items: [{ n: [1, 50] }] });
    expect(await ids(between)).toEqual([11, 12, 50]);
    await things().deleteOne({ _id: 50 });
    expect(await ids(between)).toEqual([11, 12]);
    expect(await keysFor(between)).toBeGreaterThan(2);
  });
});
