import type { Document } from 'mongodb';
import { expect, test } from 'vitest';
import { useDatabase } from '../testing/harness.ts';

interface Thing extends Document {
  readonly _id: number;
}

const harness = useDatabase();
const source = () => harness.collection<Thing>('source');
const target = () => harness.collection<Thing>('target');
const merge = (...stages: Document[]) => source().aggregate(stages).toArray();

test('documents of one pipeline with the same key are merged into one another', async () => {
  await source().insertMany([
    { _id: 1, key: 7, a: 1 },
    { _id: 2, key: 7, b: 2 },
  ]);
  await merge({ $set: { _id: '$key' } }, { $unset: 'key' }, { $merge: 'target' });
  expect(await target().find().toArray()).toEqual([{ _id: 7, a: 1, b: 2 }]);
});

test('a merge adds to the current documents', async () => {
  await source().insertOne({ _id: 1, n: 1 });
  await target().insertOne({ _id: 1, n: 0 });
  const add = [{ $set: { n: { $add: ['$n', '$$new.n'] } } }];
  const stage = { $merge: { into: 'target', whenMatched: add } };
  await Promise.all(Array.from({ length: 10 }, () => merge(stage)));
  expect(await target().findOne()).toEqual({ _id: 1, n: 10 });
});

test('documents merged before an error stay', async () => {
  await source().insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }]);
  await target().insertOne({ _id: 2, old: true });
  const stage = { $merge: { into: 'target', whenMatched: 'fail' } };
  await expect(merge({ $sort: { _id: 1 } }, stage)).rejects.toMatchObject({ code: 11000 });
  expect(await target().find().toArray()).toEqual([{ _id: 1 }, { _id: 2, old: true }]);
});

test('a document without _id gets one, and discarding everything creates nothing', async () => {
  await source().insertOne({ _id: 1, a: 1 });
  await merge({ $unset: '_id' }, { $merge: { into: 'target', whenNotMatched: 'discard' } });
  expect(await harness.db.listCollections({ name: 'target' }).toArray()).toEqual([]);
  await merge({ $unset: '_id' }, { $merge: 'target' });
  expect(await target().find().toArray()).toMatchObject([{ a: 1 }]);
});
