import type { Document } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { stagesOf, useDatabase } from '../testing/harness.ts';

const harness = useDatabase();

interface Explained {
  readonly executionStats: {
    readonly totalKeysExamined: number;
    readonly totalDocsExamined: number;
    readonly nReturned: number;
  };
}

async function examined(cursor: { explain(verbosity: 'executionStats'): Promise<Document> }) {
  const explained = await cursor.explain('executionStats');
  const { executionStats } = explained as Document & Explained;
  return {
    keys: executionStats.totalKeysExamined,
    docs: executionStats.totalDocsExamined,
    returned: executionStats.nReturned,
    stages: stagesOf(explained),
  };
}

async function fillShop(count: number): Promise<void> {
  const products = harness.collection('products');
  await products.createIndex({ status: 1, keys: 1, 'order.title': 1 });
  await products.createIndex({ slug: 1 }, { unique: true });
  await products.insertMany(
    Array.from({ length: count }, (_, i) => ({
      slug: `p${i}`,
      status: i % 10 === 0 ? 'draft' : 'active',
      keys: [i % 2 === 0 ? 'tag:men' : 'tag:women', `vendor:${i % 50}`, `word:shirt${i % 100}`],
      order: { title: `title ${String(i).padStart(6, '0')}` },
    })),
  );
}

describe('queries of a web shop', () => {
  test('a keyset page by tag reads exactly the page', async () => {
    await fillShop(2000);
    const page = harness
      .collection('products')
      .find({
        status: 'active',
        keys: 'tag:men',
        'order.title': { $gt: 'title 000500' },
      })
      .sort({ 'order.title': 1 })
      .limit(20);
    const result = await examined(page);
    expect(result).toMatchObject({ keys: 20, docs: 20, returned: 20 });
    expect(result.stages).toEqual(['LIMIT', 'FETCH', 'IXSCAN']);
  });

  test('a backward page does so too', async () => {
    await fillShop(2000);
    const page = harness
      .collection('products')
      .find({ status: 'active', keys: 'tag:men', 'order.title': { $lt: 'title 001500' } })
      .sort({ 'order.title': -1 })
      .limit(20);
    expect(await examined(page)).toMatchObject({ keys: 20, docs: 20 });
    expect((await page.toArray())[0]?.order.title).toBe('title 001498');
  });

  test('the more selective of two keys provides the bounds', async () => {
    await fillShop(2000);
    const page = harness
      .collection('products')
      .find({ status: 'active', keys: { $all: ['tag:men', 'vendor:8'] } })
      .sort({ 'order.title': 1 })
      .limit(20);
    const result = await examined(page);
    expect(result).toMatchObject({ docs: 20, returned: 20 });
    expect(result.stages).not.toContain('SORT');
    const selective = await examined(
      harness
        .collection('products')
        .find({ status: 'active', keys: { $all: ['tag:women', 'vendor:8'] } }),
    );
    expect(selective.docs).toBeLessThanOrEqual(40);
  });

  test('a prefix search is a range of the multikey index', async () => {
    await fillShop(2000);
    const result = await examined(
      harness.collection('products').find({ status: 'active', keys: /^word:shirt7/ }),
    );
    expect(result.stages).toContain('IXSCAN');
    expect(result.docs).toBeLessThanOrEqual(220);
    expect(result.returned).toBe(200);
  });

  test('a unique index finds one document with one key', async () => {
    await fillShop(500);
    harness.mongo.resetStats();
    await harness.collection('products').findOne({ slug: 'p77' });
    expect(harness.mongo.stats()).toMatchObject({ keysExamined: 1, docsExamined: 1 });
    expect(harness.mongo.stats().collectionScans).toEqual([]);
  });
});

describe('a key of a unique index', () => {
  interface Plans {
    readonly queryPlanner: {
      readonly winningPlan: Document;
      readonly rejectedPlans: readonly Document[];
    };
  }

  const indexesOf = async (filter: Document, options: Document = {}) => {
    const cursor = harness.collection('products').find(filter, options);
    const { queryPlanner } = (await cursor.explain()) as Document & Plans;
    const nameOf = (plan: Document): string =>
      plan.indexName ?? (plan.inputStage ? nameOf(plan.inputStage) : plan.stage);
    return [nameOf(queryPlanner.winningPlan), queryPlanner.rejectedPlans.map(nameOf).sort()];
  };

  test('is read whatever other index serves the query, which explain names as rejected', async () => {
    await fillShop(500);
    const byStatus = 'status_1_keys_1_order.title_1';
    expect(await indexesOf({ slug: 'p77' })).toEqual(['slug_1', []]);
    expect(await indexesOf({ status: 'active', slug: 'p77' })).toEqual(['slug_1', [byStatus]]);
    const one = { slug: { $in: ['p77'] }, status: 'active' };
    expect(await indexesOf(one)).toEqual(['slug_1', [byStatus]]);
    const several = { status: 'active', slug: { $in: ['p1', 'p2', 'p3'] } };
    expect(await indexesOf(several)).toEqual(['slug_1', [byStatus]]);
    const hint = byStatus;
    expect(await indexesOf({ status: 'active', slug: 'p77' }, { hint })).toEqual([byStatus, []]);
  });

  test('is not preferred to an index that reads less of a range', async () => {
    await fillShop(500);
    const few = { slug: { $gte: 'p' }, status: 'active', keys: 'vendor:8' };
    expect((await indexesOf(few))[0]).toBe('status_1_keys_1_order.title_1');
  });
});

describe('plans', () => {
  test('_id is looked up', async () => {
    const things = harness.collection<{ _id: number }>();
    await things.insertMany([{ _id: 1 }, { _id: 2 }]);
    const result = await examined(things.find({ _id: 2 }));
    expect(result).toMatchObject({ docs: 1, stages: ['IDHACK'] });
    expect(await examined(things.find().sort({ _id: -1 }).limit(1))).toMatchObject({ docs: 1 });
  });

  test('a query without an index is shown and counted as a collection scan', async () => {
    const things = harness.collection();
    await things.insertMany(Array.from({ length: 10 }, (_, i) => ({ i })));
    const result = await examined(things.find({ i: 3 }).sort({ i: 1 }));
    expect(result).toMatchObject({ docs: 10, keys: 0, stages: ['SORT', 'COLLSCAN'] });
    expect(harness.mongo.stats().collectionScans).toEqual(['test.things']);
  });

  test('a descending compound index serves its order and the reverse, nothing in between', async () => {
    const things = harness.collection();
    await things.createIndex({ a: 1, b: -1 });
    await things.insertMany(Array.from({ length: 40 }, (_, i) => ({ a: i % 4, b: i % 5, i })));
    const stages = async (sort: Record<string, 1 | -1>) =>
      (await examined(things.find({ a: { $gte: 0 } }).sort(sort))).stages;
    expect(await stages({ a: 1, b: -1 })).not.toContain('SORT');
    expect(await stages({ a: -1, b: 1 })).not.toContain('SORT');
    expect(await stages({ a: 1, b: 1 })).toContain('SORT');
  });

  test('a sparse index is not used where it would hide documents', async () => {
    const things = harness.collection();
    await things.createIndex({ a: 1 }, { sparse: true });
    await things.insertMany([{ a: 1 }, {}, { a: null }]);
    expect(await things.find({ a: null }).toArray()).toHaveLength(2);
    expect(await things.find().sort({ a: 1 }).toArray()).toHaveLength(3);
    expect((await examined(things.find({ a: { $gt: 0 } }))).stages).toContain('IXSCAN');
  });

  test('a partial index serves the queries that imply its filter', async () => {
    const things = harness.collection();
    await things.createIndex({ n: 1 }, { partialFilterExpression: { live: true, n: { $gt: 5 } } });
    await things.insertMany(Array.from({ length: 20 }, (_, n) => ({ n, live: n % 2 === 0 })));
    const implied = await examined(things.find({ live: true, n: { $gte: 10 } }));
    expect(implied.stages).toContain('IXSCAN');
    expect(implied.returned).toBe(5);
    expect((await examined(things.find({ live: true, n: { $gt: 3 } }))).stages).toContain(
      'COLLSCAN',
    );
    expect((await examined(things.find({ n: 12 }))).stages).toContain('COLLSCAN');
  });

  test('bounds of two fields of one array are combined only inside $elemMatch', async () => {
    const things = harness.collection();
    await things.createIndex({ 'v.k': 1, 'v.n': 1 });
    await things.insertOne({
      v: [
        { k: 'a', n: 1 },
        { k: 'b', n: 2 },
      ],
    });
    expect(await things.countDocuments({ 'v.k': 'a', 'v.n': 2 })).toBe(1);
    expect(await things.countDocuments({ v: { $elemMatch: { k: 'a', n: 2 } } })).toBe(0);
    expect(await things.countDocuments({ v: { $elemMatch: { k: 'b', n: 2 } } })).toBe(1);
  });

  test('each branch of an $or uses its own index, and no document is returned twice', async () => {
    const things = harness.collection();
    await things.createIndex({ a: 1 });
    await things.createIndex({ b: 1 });
    await things.insertMany(Array.from({ length: 100 }, (_, i) => ({ a: i, b: 100 - i })));
    const result = await examined(things.find({ $or: [{ a: 50 }, { b: 50 }, { b: 3 }] }));
    expect(result).toMatchObject({ returned: 2, docs: 2 });
    expect(result.stages).toContain('OR');
  });

  test('a hint selects the index, and an unknown index is an error', async () => {
    const things = harness.collection();
    await things.createIndex({ a: 1 });
    await things.insertMany([{ a: 1, b: 1 }]);
    const hinted = await examined(things.find({ b: 1 }).hint({ a: 1 }));
    expect(hinted.stages).toContain('IXSCAN');
    expect((await examined(things.find({ a: 1 }).hint({ $natural: 1 }))).stages).toContain(
      'COLLSCAN',
    );
    await expect(things.find({ a: 1 }).hint('nope').toArray()).rejects.toMatchObject({ code: 2 });
  });

  test('a hidden index is not used', async () => {
    const things = harness.collection();
    await things.createIndex({ a: 1 }, { hidden: true });
    await things.insertOne({ a: 1 });
    expect((await examined(things.find({ a: 1 }))).stages).toContain('COLLSCAN');
  });

  test('an index under a collation serves equality under that collation only', async () => {
    const things = harness.collection();
    const collation = { locale: 'en', strength: 2 };
    await things.createIndex({ n: 1 }, { collation, unique: true });
    await things.insertMany([{ n: 'Ab' }, { n: 'cd' }]);
    await expect(things.insertOne({ n: 'aB' })).rejects.toMatchObject({ code: 11000 });
    expect((await examined(things.find({ n: 'AB' }, { collation }))).stages).toContain('IXSCAN');
    expect((await examined(things.find({ n: 'Ab' }))).stages).toContain('COLLSCAN');
    expect(await things.find({ n: 'AB' }, { collation }).toArray()).toHaveLength(1);
  });

  test('$match and $sort at the head of a pipeline use indexes', async () => {
    const things = harness.collection();
    await things.createIndex({ a: 1, b: 1 });
    await things.insertMany(Array.from({ length: 100 }, (_, i) => ({ a: i % 10, b: i })));
    harness.mongo.resetStats();
    const found = await things
      .aggregate([
        { $match: { a: 3 } },
        { $sort: { b: -1 } },
        { $limit: 2 },
        { $project: { b: 1, _id: 0 } },
      ])
      .toArray();
    expect(found).toEqual([{ b: 93 }, { b: 83 }]);
    expect(harness.mongo.stats()).toMatchObject({ docsExamined: 2, inMemorySorts: 0 });
  });

  test('$lookup reads the other collection through its index', async () => {
    const things = harness.collection();
    await things.createIndex({ a: 1 });
    await things.insertMany(Array.from({ length: 100 }, (_, i) => ({ a: i })));
    await harness.collection('few').insertOne({ a: 5 });
    harness.mongo.resetStats();
    await harness
      .collection('few')
      .aggregate([{ $lookup: { from: 'things', localField: 'a', foreignField: 'a', as: 't' } }])
      .toArray();
    expect(harness.mongo.stats().docsExamined).toBe(2);
  });
});
