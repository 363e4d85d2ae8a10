import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedMongo, startEmbeddedMongo } from '@trastienda/embedded-mongo';
import { clearFailPoint, type Fault, OUT_OF_DISK_SPACE, setFailPoint } from '@trastienda/testing';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../ids/new-id.ts';
import { openNotes } from '../testing/open-notes.ts';

let dir: string;
let mongo: EmbeddedMongo;
let database: Awaited<ReturnType<typeof openNotes>>;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-db-'));
  mongo = await startEmbeddedMongo({ dir, fsync: false });
  database = await openNotes(mongo.uri, { serverSelectionTimeoutMs: 1000 });
  await database.indexes.sync();
});

afterEach(async () => {
  await database.close();
  await mongo.close();
  await rm(dir, { recursive: true });
});

const list = () => database.notes.list();
const insert = () => database.notes.insert(newId());
const unavailable = { reason: 'DATABASE_UNAVAILABLE' };

describe('while the database is unavailable', () => {
  test('reads, writes and pings fail with the reason, and all work again when it is back', async () => {
    await insert();
    const { port } = mongo;
    await mongo.close();
    await expect(list()).rejects.toMatchObject(unavailable);
    await expect(database.ping()).rejects.toMatchObject(unavailable);
    const write = insert();
    await expect(write).rejects.toMatchObject(unavailable);

    mongo = await startEmbeddedMongo({ dir, port, fsync: false });
    await expect
      .poll(() => list().catch(() => null))
      .toMatchObject({
        items: [{}],
      });
    await insert();
    expect((await list()).items).toHaveLength(2);
  });

  test('rate limit counters fail with the reason, and count again when it is back', async () => {
    const limit = { name: 'sign-in', points: 3, seconds: 3600 };
    await database.rateLimits.consume(limit, 'a');
    const { port } = mongo;
    await mongo.close();
    const calls = [
      database.rateLimits.consume(limit, 'a'),
      database.rateLimits.consume(limit, 'a', -1),
      database.rateLimits.peek(limit, 'a'),
      database.rateLimits.reset(limit, 'a'),
      database.notes.find('a'),
      database.events.list({ aggregate: 'note', aggregateId: 'a', limit: 1 }),
      database.leases.release('job', 'me'),
    ];
    for (const call of await Promise.allSettled(calls)) {
      expect(call).toMatchObject({ status: 'rejected', reason: unavailable });
    }

    mongo = await startEmbeddedMongo({ dir, port, fsync: false });
    await expect
      .poll(() => database.rateLimits.peek(limit, 'a').catch(() => null))
      .toMatchObject({ remaining: 2 });
  });

  test('an open transaction fails with the same reason, and has changed nothing', async () => {
    const { port } = mongo;
    const transaction = database.transaction(async () => {
      await insert();
      await mongo.close();
      await list();
    });
    await expect(transaction).rejects.toMatchObject(unavailable);
    mongo = await startEmbeddedMongo({ dir, port, fsync: false });
    await expect
      .poll(() => list().catch(() => null))
      .toMatchObject({
        items: [],
      });
  });
});

describe('while the storage is full', () => {
  const setFull = (isFull: boolean) =>
    isFull ? setFailPoint(mongo.uri, { fault: OUT_OF_DISK_SPACE }) : clearFailPoint(mongo.uri);
  const withClient = async (work: (client: MongoClient) => Promise<unknown>) => {
    const client = await MongoClient.connect(mongo.uri);
    await work(client).finally(() => client.close());
  };
  const full = { reason: 'STORAGE_FULL', definition: { retryable: true } };
  const write = () => database.notes.setAll({ [newId()]: 'One.', [newId()]: 'Two.' });

  test('writes, bulk writes and transactions fail with the reason, reads go on, and all work when there is room', async () => {
    await write();
    await setFull(true);
    await expect(insert()).rejects.toMatchObject(full);
    await expect(write()).rejects.toMatchObject(full);
    const limit = { name: 'sign-in', points: 3, seconds: 3600 };
    await expect(database.rateLimits.consume(limit, 'a')).rejects.toMatchObject(full);
    const now = new Date();
    const work = () => database.leases.acquire('job', 'me', now, new Date(now.getTime() + 1000));
    await expect(database.transaction(work)).rejects.toMatchObject(full);
    expect((await list()).items).toHaveLength(2);
    await setFull(false);
    await write();
    expect((await list()).items).toHaveLength(4);
  });

  test('a ping fails from the first failed write until there is room', async () => {
    await setFull(true);
    // No write has failed yet, so the ping cannot know.
    await database.ping();
    await expect(write()).rejects.toMatchObject(full);
    await expect(database.ping()).rejects.toMatchObject(full);
    await setFull(false);
    await database.ping();
    await withClient(async (client) => {
      expect(await client.db().collection('storage_trials').countDocuments()).toBe(0);
    });
  });
});

describe('a transaction over the stores', () => {
  test.each<[what: string, command: string, fault: Fault]>([
    ['a dropped connection while reading', 'find', { closeConnection: true }],
    ['a dropped connection while writing', 'update', { closeConnection: true }],
    ['a write conflict', 'update', { errorCode: 112 }],
    ['a lost response to its commit', 'commitTransaction', { closeConnection: true }],
  ])('survives %s', async (_what, command, fault) => {
    // After a dropped connection the driver takes half a second to find the server again.
    await database.close();
    database = await openNotes(mongo.uri);
    await database.notes.insert('a', 'Old');
    await setFailPoint(mongo.uri, { fault, commands: [command], times: 1 });
    await database.transaction(async () => {
      const note = await database.notes.find('a');
      await database.notes.setAll({ a: 'New' });
      expect(note).toMatchObject({ text: 'Old' });
    });
    expect(await database.notes.find('a')).toMatchObject({ text: 'New' });
  });
});
