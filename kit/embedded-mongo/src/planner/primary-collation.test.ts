import type { Document } from 'mongodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { stagesOf, useDatabase } from '../testing/harness.ts';

interface Named extends Document {
  readonly _id: string | number | { readonly name: string };
}

const SPANISH = { locale: 'es', strength: 2 } as const;

const harness = useDatabase();
const people = () => harness.collection<Named>('people');
const DUPLICATE = { code: 11000, keyPattern: { _id: 1 } };

describe('_id under a default collation of strength 2', () => {
  beforeEach(async () => {
    await harness.db.createCollection('people', { collation: SPANISH });
    await people().insertOne({ _id: 'ana', n: 1 });
  });

  test('listIndexes shows the collation of the index on _id', async () => {
    expect(await people().listIndexes().toArray()).toMatchObject([
      { name: '_id_', key: { _id: 1 }, collation: SPANISH },
    ]);
  });

  test('an _id that differs only in case is a duplicate, one that differs in an accent is not', async () => {
    await expect(people().insertOne({ _id: 'ANA' })).rejects.toMatchObject(DUPLICATE);
    await expect(people().insertOne({ _id: 'ana' })).rejects.toMatchObject(DUPLICATE);
    await people().insertOne({ _id: 'aná' });
    await expect(people().insertOne({ _id: 'ANÁ' })).rejects.toMatchObject(DUPLICATE);
    await people().insertOne({ _id: { name: 'ana' } });
    await expect(people().insertOne({ _id: { name: 'Ana' } })).rejects.toMatchObject(DUPLICATE);
    expect(await people().countDocuments()).toBe(3);
  });

  test('an unordered batch stores all but the duplicates', async () => {
    const write = people().insertMany(
      [{ _id: 'eva' }, { _id: 'EVA' }, { _id: 'Ana' }, { _id: 5 }],
      {
        ordered: false,
      },
    );
    await expect(write).rejects.toMatchObject({ code: 11000, result: { insertedCount: 2 } });
    expect((await people().find().toArray()).map(({ _id }) => _id)).toEqual([5, 'ana', 'eva']);
  });

  test('a lookup by _id uses the collation, through the index', async () => {
    expect(await people().findOne({ _id: 'ANA' })).toEqual({ _id: 'ana', n: 1 });
    expect(
      await people()
        .find({ _id: { $in: ['ANA', 'Eva'] } })
        .toArray(),
    ).toHaveLength(1);
    const explained = await people().find({ _id: 'ANA' }).explain('queryPlanner');
    expect(stagesOf(explained)).toContain('IXSCAN');
    const simple = { collation: { locale: 'simple' } };
    expect(await people().findOne({ _id: 'ANA' }, simple)).toBeNull();
    expect(await people().findOne({ _id: 'ana' }, simple)).not.toBeNull();
  });

  test('ids that are not strings are looked up without the collation, and order is kept', async () => {
    await people().insertMany([{ _id: 2 }, { _id: 1 }, { _id: 'Bea' }]);
    const explained = await people().find({ _id: 2 }).explain('queryPlanner');
    expect(stagesOf(explained)).toEqual(['IDHACK']);
    expect(await people().countDocuments({ _id: { $gte: 1 } })).toBe(2);
    const sorted = await people().find().sort({ _id: -1 }).toArray();
    expect(sorted.map(({ _id }) => _id)).toEqual(['Bea', 'ana', 2, 1]);
  });

  test('updates, upserts and deletes by _id use the collation', async () => {
    await people().updateOne({ _id: 'ANA' }, { $set: { n: 2 } });
    await people().updateOne({ _id: 'Ana' }, { $inc: { n: 1 } }, { upsert: true });
    expect(await people().find().toArray()).toEqual([{ _id: 'ana', n: 3 }]);
    await people().replaceOne({ _id: 'EVA' }, { n: 1 }, { upsert: true });
    const found = await people().findOneAndUpdate({ _id: 'eva' }, { $inc: { n: 1 } });
    expect(found).toEqual({ _id: 'EVA', n: 1 });
    expect(await people().deleteMany({ _id: { $in: ['eva', 'ANA'] } })).toMatchObject({
      deletedCount: 2,
    });
    await people().insertOne({ _id: 'Ana' });
  });

  test('an _id cannot be changed, not even to one that is equal under the collation', async () => {
    await expect(
      people().updateOne({ _id: 'ANA' }, { $set: { _id: 'ANA' } }),
    ).rejects.toMatchObject({ code: 66 });
    await expect(people().replaceOne({ _id: 'ANA' }, { _id: 'ANA' })).rejects.toMatchObject({
      code: 66,
    });
  });

  test('two transactions that insert equal _ids conflict', async () => {
    const first = harness.client.startSession();
    const second = harness.client.startSession();
    try {
      first.startTransaction();
      second.startTransaction();
      await people().insertOne({ _id: 'Eva' }, { session: first });
      await expect(people().insertOne({ _id: 'eva' }, { session: second })).rejects.toMatchObject({
        code: 112,
      });
      await first.commitTransaction();
    } finally {
      await first.endSession();
      await second.endSession();
    }
    await expect(people().insertOne({ _id: 'EVA' })).rejects.toMatchObject(DUPLICATE);
  });

  test('$merge and $lookup compare by the collation of the pipeline', async () => {
    const orders = harness.collection('orders');
    await orders.insertMany([{ _id: 1, who: 'ANA' }, { who: 'ana' }] as Document[]);
    const lookup = {
      $lookup: { from: 'people', localField: 'who', foreignField: '_id', as: 'found' },
    };
    const sizes = async (collation?: { locale: string; strength?: number }) =>
      (await orders.aggregate([lookup], collation ? { collation } : {}).toArray()).map(
        ({ found }) => found.length,
      );
    expect(await sizes()).toEqual([0, 1]);
    expect(await sizes(SPANISH)).toEqual([1, 1]);
    const merge = [{ $project: { _id: '$who', m: 1 } }, { $merge: 'people' }];
    await expect(orders.aggregate(merge).toArray()).rejects.toMatchObject({ code: 11000 });
    await expect(orders.aggregate(merge, { collation: SPANISH }).toArray()).rejects.toMatchObject({
      code: 66,
    });
    expect(await people().countDocuments()).toBe(1);
  });

  test('the index on _id may be requested again, but not with another collation or an option', async () => {
    await people().createIndex({ _id: 1 });
    await people().createIndex({ _id: 1 }, { collation: SPANISH });
    await expect(
      people().createIndex({ _id: 1 }, { collation: { locale: 'es' } }),
    ).rejects.toMatchObject({ code: 2 });
    await expect(people().createIndex({ _id: 1 }, { unique: true })).rejects.toMatchObject({
      code: 197,
    });
    await expect(people().createIndex({ _id: -1 })).rejects.toMatchObject({ code: 2 });
    await expect(people().createIndex({ n: 1 }, { name: '_id_' })).rejects.toMatchObject({
      code: 2,
    });
    expect(await people().listIndexes().toArray()).toHaveLength(1);
  });

  test('a dropped collection leaves nothing behind', async () => {
    await people().drop();
    await harness.db.createCollection('people', { collation: SPANISH });
    await people().insertOne({ _id: 'ANA' });
    expect(await people().find().toArray()).toEqual([{ _id: 'ANA' }]);
  });
});
