import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Engine } from '../engine/engine.ts';
import { startEmbeddedMongo } from '../index.ts';
import { mongoError } from '../mongo-error.ts';
import { FileStore } from '../storage/file-store.ts';
import { GARBAGE, MULTIKEYS, readId } from '../storage/key-space.ts';
import { entriesOf } from '../storage/read-view.ts';
import { sweepGarbage } from './sweeper.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-sweeper-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

test('dropped collections and indexes lose their multikey records, others keep them', async () => {
  const mongo = await startEmbeddedMongo({ dir, fsync: false });
  const client = await MongoClient.connect(mongo.uri);
  const db = client.db('test');
  for (const name of ['kept', 'dropped', 'changed']) {
    await db.collection(name).createIndex({ tags: 1 });
    await db.collection(name).insertMany([{ tags: [1, 2] }, { tags: [1, 3] }]);
  }
  await db.collection('dropped').drop();
  await db.collection('changed').dropIndex('tags_1');
  await client.close();
  await mongo.close();

  const engine = new Engine(new FileStore(dir, false));
  try {
    await sweepGarbage(engine);
    const snapshot = engine.snapshot();
    const records = [...entriesOf(snapshot.view, MULTIKEYS)].map(({ key }) => readId(key));
    const markers = [...entriesOf(snapshot.view, GARBAGE)];
    const kept = snapshot.catalog.get('test.kept')?.indexes.find(({ name }) => name === 'tags_1');
    snapshot.release();
    expect(records).toEqual([kept?.id]);
    expect(markers).toEqual([]);
  } finally {
    await engine.close();
  }
});

test('the next sweep removes a multikey record left by a failed write', async () => {
  const engine = new Engine(new FileStore(dir, false));
  const records = (): number => {
    const snapshot = engine.snapshot();
    const { length } = [...entriesOf(snapshot.view, MULTIKEYS)];
    snapshot.release();
    return length;
  };
  try {
    // Both writes are in one commit group.
    const failed = engine.write((ctx) => {
      ctx.markMultikey(ctx.allocateId(), ['tags']);
      throw mongoError(11000, 'E11000 duplicate key');
    });
    const dropped = engine.write((ctx) => ctx.discardKeys(ctx.allocateId()));
    await expect(failed).rejects.toMatchObject({ code: 11000 });
    await dropped;
    expect(records()).toBe(1);
    await sweepGarbage(engine);
    expect(records()).toBe(0);
  } finally {
    await engine.close();
  }
});
