import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedMongo, startEmbeddedMongo } from '@trastienda/embedded-mongo';
import { ListProductsInput } from '@trastienda/shop-contract';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../open-database.ts';
import { productState } from '../testing/product-state.ts';

let dir: string;
let mongo: EmbeddedMongo;
let database: Database;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-db-'));
  mongo = await startEmbeddedMongo({ dir, fsync: false });
  database = await openDatabase(mongo.uri, { serverSelectionTimeoutMs: 1000 });
  await database.indexes.sync();
});

afterEach(async () => {
  await database.close();
  await mongo.close();
  await rm(dir, { recursive: true });
});

const list = () => database.products.list('active', ListProductsInput.parse({}));
const unavailable = { reason: 'DATABASE_UNAVAILABLE' };

describe('while the database is unavailable', () => {
  test('reads, writes and pings fail with the reason, and all work again when it is back', async () => {
    await database.products.write([{ product: productState(), isNew: true }]);
    const { port } = mongo;
    await mongo.close();
    await expect(list()).rejects.toMatchObject(unavailable);
    await expect(database.ping()).rejects.toMatchObject(unavailable);
    const write = database.products.write([{ product: productState(), isNew: true }]);
    await expect(write).rejects.toMatchObject(unavailable);

    mongo = await startEmbeddedMongo({ dir, port, fsync: false });
    await expect
      .poll(() => list().catch(() => null))
      .toMatchObject({
        items: [{}],
      });
    await database.products.write([{ product: productState(), isNew: true }]);
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
      database.accounts.findByEmailKey('ana@example.com'),
      database.sessions.findWithAccount('0'.repeat(64)),
      database.sessions.extend('0'.repeat(64), new Date()),
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
      await database.products.write([{ product: productState(), isNew: true }]);
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
  const OUT_OF_DISK_SPACE = { errorCode: 14_031 };
  const setFull = (isFull: boolean) =>
    withClient((client) =>
      client.db('admin').command({
        configureFailPoint: 'failCommand',
        mode: isFull ? 'alwaysOn' : 'off',
        data: {
          failCommands: ['insert', 'update', 'delete', 'findAndModify', 'commitTransaction'],
          ...OUT_OF_DISK_SPACE,
        },
      }),
    );
  const withClient = async (work: (client: MongoClient) => Promise<unknown>) => {
    const client = await MongoClient.connect(mongo.uri);
    await work(client).finally(() => client.close());
  };
  const full = { reason: 'STORAGE_FULL', definition: { retryable: true } };
  const write = () => database.products.write([{ product: productState(), isNew: true }]);

  test('writes, bulk writes and transactions fail with the reason, reads go on, and all work when there is room', async () => {
    await write();
    await setFull(true);
    await expect(write()).rejects.toMatchObject(full);
    const limit = { name: 'sign-in', points: 3, seconds: 3600 };
    await expect(database.rateLimits.consume(limit, 'a')).rejects.toMatchObject(full);
    const now = new Date();
    const work = () => database.leases.acquire('job', 'me', now, new Date(now.getTime() + 1000));
    await expect(database.transaction(work)).rejects.toMatchObject(full);
    expect((await list()).items).toHaveLength(1);
    await setFull(false);
    await write();
    expect((await list()).items).toHaveLength(2);
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
  const fail = (data: object) =>
    mongoClient((client) =>
      client.db('admin').command({ configureFailPoint: 'failCommand', mode: { times: 1 }, data }),
    );
  const mongoClient = async (work: (client: MongoClient) => Promise<unknown>) => {
    const client = await MongoClient.connect(mongo.uri);
    await work(client).finally(() => client.close());
  };

  test.each([
    ['a dropped connection while reading', { failCommands: ['find'], closeConnection: true }],
    ['a dropped connection while writing', { failCommands: ['update'], closeConnection: true }],
    ['a write conflict', { failCommands: ['update'], errorCode: 112 }],
    [
      'a lost response to its commit',
      { failCommands: ['commitTransaction'], closeConnection: true },
    ],
  ])('survives %s', async (_what, data) => {
    // After a dropped connection the driver takes half a second to find the server again.
    await database.close();
    database = await openDatabase(mongo.uri);
    const product = productState();
    await database.products.write([{ product, isNew: true }]);
    await fail(data);
    await database.transaction(async () => {
      const view = await database.products.find(product.id);
      await database.products.write([
        { product: { ...product, title: 'New', revision: 2 }, isNew: false },
      ]);
      expect(view?.revision).toBe(1);
    });
    expect(await database.products.find(product.id)).toMatchObject({ title: 'New', revision: 2 });
  });
});
