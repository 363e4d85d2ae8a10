import { mkdtemp, open, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Long, MongoClient, UUID } from 'mongodb';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EmbeddedMongo } from '../index.ts';
import { DataDirectoryError, startEmbeddedMongo } from '../index.ts';
import { TimeSlice } from '../scheduling/time-slice.ts';
import { DATA_FILE, FileStore } from '../storage/file-store.ts';
import { hasSmallDisks, requireBuild, startCli } from '../testing/child.ts';
import { RawClient } from '../testing/raw-client.ts';

let dir: string;

beforeAll(requireBuild);
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-faults-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(dir, { recursive: true, force: true });
});

async function withServer(
  options: Parameters<typeof startEmbeddedMongo>[0],
  run: (mongo: EmbeddedMongo, raw: RawClient) => Promise<void>,
): Promise<void> {
  const mongo = await startEmbeddedMongo(options);
  const raw = await RawClient.open(mongo.port);
  try {
    await run(mongo, raw);
  } finally {
    raw.close();
    await mongo.close();
  }
}

function inTransaction(number = 1): Record<string, unknown> {
  return {
    $db: 'a',
    lsid: { id: new UUID() },
    txnNumber: Long.fromNumber(number),
    autocommit: false,
    startTransaction: true,
  };
}

describe('a full disk', () => {
  test.skipIf(process.platform === 'win32')(
    'fails the write, and the server continues with the acknowledged data',
    async () => {
      const server = await startCli(['--dir', dir], { maxFileKiB: 2000 });
      const client = await MongoClient.connect(server.uri);
      const things = client.db('a').collection<{ _id: number; s?: string }>('things');
      await things.insertOne({ _id: 1 });
      const large = things.insertOne({ _id: 2, s: 'x'.repeat(5_000_000) });
      await expect(large).rejects.toMatchObject({ code: 14_031, codeName: 'OutOfDiskSpace' });
      await things.insertOne({ _id: 3 });
      expect((await things.find().toArray()).map(({ _id }) => _id)).toEqual([1, 3]);
      await client.close();
      server.process.kill('SIGTERM');
      expect(await server.exited).toBe(0);
    },
  );

  test.skipIf(!hasSmallDisks())(
    'fails writes while it is full, transactions included, and nothing else',
    async () => {
      const smallDisk = { dir, mebibytes: 8 };
      const server = await startCli(['--dir', dir], { smallDisk });
      const client = await MongoClient.connect(server.uri);
      try {
        const things = client.db('a').collection<{ _id: number; s?: string }>('things');
        await things.insertOne({ _id: 1 });
        const filler = join(`/proc/${server.process.pid}/root`, dir, 'filler');
        await fill(filler);
        const large = { s: 'x'.repeat(100_000) };
        const full = { code: 14_031, codeName: 'OutOfDiskSpace' };
        await expect(things.insertOne({ _id: 2, ...large })).rejects.toMatchObject(full);
        await expect(things.insertMany([{ _id: 2, ...large }])).rejects.toMatchObject(full);
        const transaction = client.withSession((session) =>
          session.withTransaction(() => things.insertOne({ _id: 2, ...large }, { session })),
        );
        await expect(transaction).rejects.toMatchObject(full);
        expect(await things.find().toArray()).toEqual([{ _id: 1 }]);
        expect(await things.countDocuments()).toBe(1);
        await rm(filler);
        await things.insertOne({ _id: 2, ...large });
        expect(await things.countDocuments()).toBe(2);
      } finally {
        await client.close();
        server.process.kill('SIGTERM');
      }
      expect(await server.exited).toBe(0);
    },
  );
});

/** Writes a file until the disk is full. */
async function fill(path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (let size = 64 * 1024; size >= 1; size = Math.floor(size / 2)) {
      const part = Buffer.alloc(size);
      for (let isFull = false; !isFull; ) {
        isFull = await file.write(part).then(
          ({ bytesWritten }) => bytesWritten < size,
          () => true,
        );
      }
    }
  } finally {
    await file.close();
  }
}

test('a retried write is not acknowledged before its first attempt is on disk', async () => {
  await withServer({ dir }, async (mongo, raw) => {
    const insert = {
      insert: 'things',
      documents: [{ _id: 1 }],
      $db: 'a',
      lsid: { id: new UUID() },
      txnNumber: Long.fromNumber(1),
    };
    await raw.command({ create: 'things', $db: 'a' });
    let release = (): void => {};
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    const plain = FileStore.prototype.commit;
    vi.spyOn(FileStore.prototype, 'commit').mockImplementationOnce(async function (
      this: FileStore,
      writes,
    ) {
      await plain.call(this, writes);
      await isReleased;
    });
    const first = raw.command(insert);
    const second = await RawClient.open(mongo.port);
    const counted = async () => (await second.command({ count: 'things', $db: 'a' })).n;
    await expect.poll(counted).toBe(1);
    let isAnswered = false;
    const repeated = second.command(insert).finally(() => {
      isAnswered = true;
    });
    await expect.poll(() => mongo.stats().commands.insert).toBe(2);
    const third = await RawClient.open(mongo.port);
    for (let i = 0; i < 10; i += 1) await third.command({ ping: 1, $db: 'admin' });
    expect(isAnswered).toBe(false);
    release();
    expect(await repeated).toMatchObject({ n: 1, retriedStmtIds: [0] });
    expect(await first).toMatchObject({ n: 1 });
    second.close();
    third.close();
  });
});

test('closing ends a transaction and the writer that waits for it', async () => {
  const mongo = await startEmbeddedMongo();
  const raw = await RawClient.open(mongo.port);
  const other = await RawClient.open(mongo.port);
  await raw.command({ insert: 'things', documents: [{ _id: 1 }], $db: 'a' });
  const updates = [{ q: { _id: 1 }, u: { $set: { n: 1 } } }];
  await raw.command({ update: 'things', updates, ...inTransaction() });
  const blocked = other.command({ update: 'things', updates, $db: 'a' }).catch(() => 'closed');
  await expect.poll(() => mongo.stats().commands.update).toBe(2);
  await mongo.close();
  expect(await blocked).toBe('closed');
});

test('too many open transactions are refused, and everything else continues', async () => {
  await withServer({}, async (_, raw) => {
    await raw.command({ insert: 'things', documents: [{ _id: 1 }], $db: 'a' });
    for (let i = 0; i < 1000; i += 1) {
      expect(await raw.command({ find: 'things', ...inTransaction() })).toMatchObject({ ok: 1 });
    }
    expect(await raw.command({ find: 'things', ...inTransaction() })).toMatchObject({
      code: 261,
      errorLabels: ['TransientTransactionError'],
    });
    const insert = { insert: 'things', documents: [{ _id: 2 }], $db: 'a' };
    expect(await raw.command(insert)).toMatchObject({ ok: 1, n: 1 });
  });
});

test('a transaction expires even while the TTL sweep waits for it', async () => {
  await withServer({ ttlSeconds: 0, transactionLifetimeSeconds: 4 }, async (_, raw) => {
    const index = { key: { at: 1 }, name: 'at', expireAfterSeconds: 0 };
    await raw.command({ createIndexes: 'things', indexes: [index], $db: 'a' });
    const updates = [{ q: { _id: 1 }, u: { $set: { n: 1 } } }];
    // On a slow machine the sweep may delete the document before it is claimed: retry with more
    // time.
    for (let ms = 1000, claimed = 0; claimed === 0; ms *= 2) {
      const documents = [{ _id: 1, at: new Date(Date.now() + ms) }];
      expect(await raw.command({ insert: 'things', documents, $db: 'a' })).toMatchObject({ n: 1 });
      const abandoned = await raw.command({ update: 'things', updates, ...inTransaction() });
      claimed = Number(abandoned.n);
    }
    const counted = async () => (await raw.command({ count: 'things', $db: 'a' })).n;
    await expect.poll(counted, { interval: 100 }).toBe(0);
  });
});

test('a read whose transaction is aborted meanwhile fails with 251 and can be retried', async () => {
  await withServer({}, async (mongo, raw) => {
    const documents = Array.from({ length: 3000 }, (_, i) => ({ _id: i }));
    await raw.command({ insert: 'things', documents, $db: 'a' });
    const other = await RawClient.open(mongo.port);
    let transaction = inTransaction();
    let isEnding = false;
    const endAtPause = async (): Promise<void> => {
      isEnding = true;
      await other.command({ endSessions: [transaction.lsid], $db: 'admin' });
      isEnding = false;
    };
    vi.spyOn(TimeSlice.prototype, 'pause').mockImplementation(() =>
      isEnding ? undefined : endAtPause(),
    );
    const read = () =>
      raw.command({
        aggregate: 'things',
        pipeline: [{ $set: { m: 1 } }, { $group: { _id: null, n: { $sum: 1 } } }],
        cursor: {},
        ...transaction,
      });
    let answer = await read();
    // Background work may have paused instead of the read, whose pauses then end nothing.
    while (answer.ok === 1) {
      transaction = inTransaction();
      answer = await read();
    }
    expect(answer).toMatchObject({ code: 251, errorLabels: ['TransientTransactionError'] });
    other.close();
  });
});

test('a document of nearly 16 MB can be updated and deleted', async () => {
  await withServer({}, async (mongo) => {
    const client = await MongoClient.connect(mongo.uri);
    const things = client.db('a').collection<{ _id: number; s: string; n?: number }>('things');
    await things.insertOne({ _id: 1, s: 'x'.repeat(16_000_000) });
    expect((await things.updateOne({ _id: 1 }, { $set: { n: 1 } })).modifiedCount).toBe(1);
    const tooLarge = things.updateOne({ _id: 1 }, { $set: { t: 'x'.repeat(2_000_000) } });
    await expect(tooLarge).rejects.toMatchObject({ code: 10334 });
    expect((await things.deleteOne({ _id: 1 })).deletedCount).toBe(1);
    await client.close();
  });
});

test('a file truncated at any position is refused with a reason', async () => {
  await withServer({ dir }, async (_, raw) => {
    for (let i = 0; i < 30; i += 1) {
      const documents = [{ _id: i, s: 'x'.repeat(500) }];
      await raw.command({ insert: 'things', documents, $db: 'a' });
    }
  });
  const path = join(dir, DATA_FILE);
  const page = 4096;
  // The file ends with space allocated for later commits.
  const held = (await readFile(path)).findLastIndex((byte) => byte !== 0);
  const size = Math.ceil(held / page) * page;
  for (const kept of [size - 20 * page, 3 * page, 2 * page, page, 100]) {
    await truncate(path, kept);
    await expect(startEmbeddedMongo({ dir })).rejects.toThrow(DataDirectoryError);
  }
});
