import type { ClientSession, Document, MongoServerError } from 'mongodb';
import { Long, MongoClient, UUID } from 'mongodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/harness.ts';
import { RawClient } from '../testing/raw-client.ts';

const harness = useDatabase();

interface Account {
  _id: string;
  n: number;
}

const accounts = () => harness.collection<Account>('accounts');

async function withSession<T>(run: (session: ClientSession) => Promise<T>): Promise<T> {
  const session = harness.client.startSession();
  try {
    return await run(session);
  } finally {
    await session.endSession();
  }
}

describe('isolation', () => {
  test('a transaction sees its own writes, others see them only after the commit', async () => {
    await accounts().insertOne({ _id: 'a', n: 1 });
    await accounts().createIndex({ n: 1 });
    await withSession(async (session) => {
      session.startTransaction();
      await accounts().updateOne({ _id: 'a' }, { $set: { n: 50 } }, { session });
      await accounts().insertOne({ _id: 'b', n: 51 }, { session });
      const inside = await accounts()
        .find({ n: { $gte: 50 } }, { session })
        .sort({ n: -1 })
        .toArray();
      expect(inside.map(({ _id }) => _id)).toEqual(['b', 'a']);
      expect(await accounts().countDocuments({ n: { $gte: 50 } })).toBe(0);
      await session.commitTransaction();
    });
    expect(await accounts().countDocuments({ n: { $gte: 50 } })).toBe(2);
  });

  test('a transaction reads from its snapshot, whatever others commit meanwhile', async () => {
    await accounts().insertMany([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 1 },
    ]);
    await withSession(async (session) => {
      session.startTransaction();
      expect((await accounts().findOne({ _id: 'a' }, { session }))?.n).toBe(1);
      await accounts().updateMany({}, { $set: { n: 2 } });
      expect((await accounts().findOne({ _id: 'b' }, { session }))?.n).toBe(1);
      await session.commitTransaction();
    });
  });

  test('an aborted transaction leaves nothing behind, not even the collection', async () => {
    await withSession(async (session) => {
      session.startTransaction();
      await harness.collection('fresh').insertOne({ a: 1 }, { session });
      await session.abortTransaction();
    });
    expect(await harness.db.listCollections({ name: 'fresh' }).toArray()).toEqual([]);
    await withSession(async (session) => {
      session.startTransaction();
      await harness.collection('fresh').insertOne({ a: 1 }, { session });
      await session.commitTransaction();
    });
    expect(await harness.collection('fresh').countDocuments()).toBe(1);
  });

  test('cursors of a transaction continue over its own later writes', async () => {
    await accounts().insertMany(
      Array.from({ length: 30 }, (_, i) => ({ _id: String(i).padStart(2, '0'), n: i })),
    );
    await withSession(async (session) => {
      session.startTransaction();
      const cursor = accounts().find({}, { session, batchSize: 5 }).sort({ _id: 1 });
      const seen = [(await cursor.next())?._id];
      await accounts().deleteOne({ _id: '20' }, { session });
      for await (const { _id } of cursor) seen.push(_id);
      expect(seen).toHaveLength(29);
      await session.commitTransaction();
    });
  });
});

describe('conflicts', () => {
  test('the second of two transactions that write a document fails with 112', async () => {
    await accounts().insertOne({ _id: 'a', n: 0 });
    await withSession((first) =>
      withSession(async (second) => {
        first.startTransaction();
        second.startTransaction();
        await accounts().updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session: first });
        const failure = await accounts()
          .updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session: second })
          .catch((error: unknown) => error);
        expect(failure).toMatchObject({ code: 112, codeName: 'WriteConflict' });
        expect(Reflect.get(Object(failure), 'errorLabels')).toContain('TransientTransactionError');
        await first.commitTransaction();
      }),
    );
    expect((await accounts().findOne({ _id: 'a' }))?.n).toBe(1);
  });

  test('writing a document committed after the snapshot fails with 112', async () => {
    await accounts().insertOne({ _id: 'a', n: 0 });
    await withSession(async (session) => {
      session.startTransaction();
      await accounts().findOne({ _id: 'a' }, { session });
      await accounts().updateOne({ _id: 'a' }, { $inc: { n: 1 } });
      await expect(
        accounts().updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session }),
      ).rejects.toMatchObject({ code: 112 });
    });
  });

  test('a refused write that wrote nothing does not conflict with transactions', async () => {
    await accounts().insertMany([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 1 },
    ]);
    await withSession(async (old) => {
      old.startTransaction();
      expect((await accounts().findOne({ _id: 'b' }, { session: old }))?.n).toBe(1);
      await accounts().updateOne({ _id: 'b' }, { $set: { n: 2 } });
      for (const _id of ['a', 'b']) {
        const taken = accounts().insertOne({ _id, n: 3 });
        await expect(taken).rejects.toMatchObject({ code: 11_000 });
      }
      await withSession(async (session) => {
        session.startTransaction();
        await accounts().updateOne({ _id: 'a' }, { $set: { n: 4 } }, { session });
        await session.commitTransaction();
      });
      // A key committed after its snapshot still conflicts with an older transaction.
      const late = accounts().updateOne({ _id: 'b' }, { $set: { n: 5 } }, { session: old });
      await expect(late).rejects.toMatchObject({ code: 112 });
    });
    const stored = await accounts().find().sort({ _id: 1 }).toArray();
    expect(stored.map(({ n }) => n)).toEqual([4, 2]);
  });

  test('a write outside of transactions waits for the transaction that holds the document', async () => {
    await accounts().insertOne({ _id: 'a', n: 0 });
    await withSession(async (session) => {
      session.startTransaction();
      await accounts().updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session });
      let isDone = false;
      const outside = accounts()
        .updateOne({ _id: 'a' }, { $inc: { n: 10 } })
        .then(() => {
          isDone = true;
        });
      await expect.poll(() => harness.mongo.stats().commands.update).toBe(2);
      await harness.db.command({ ping: 1 });
      expect(isDone).toBe(false);
      await session.commitTransaction();
      await outside;
    });
    expect((await accounts().findOne({ _id: 'a' }))?.n).toBe(11);
  });

  test('a waiting write fails when its time limit passes', async () => {
    await accounts().insertOne({ _id: 'a', n: 0 });
    await withSession(async (session) => {
      session.startTransaction();
      await accounts().updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session });
      await expect(
        accounts().updateOne({ _id: 'a' }, { $inc: { n: 10 } }, { maxTimeMS: 50 }),
      ).rejects.toMatchObject({ code: 50 });
      await session.abortTransaction();
    });
  });

  test('two transactions cannot claim the same unique key', async () => {
    await harness.collection('users').createIndex({ email: 1 }, { unique: true });
    await withSession((first) =>
      withSession(async (second) => {
        first.startTransaction();
        second.startTransaction();
        await harness.collection('users').insertOne({ email: 'x' }, { session: first });
        await expect(
          harness.collection('users').insertOne({ email: 'x' }, { session: second }),
        ).rejects.toMatchObject({ code: 112 });
        await first.commitTransaction();
      }),
    );
    expect(await harness.collection('users').countDocuments()).toBe(1);
  });

  test('eight concurrent increments in transactions add up to eight', async () => {
    await accounts().insertOne({ _id: 'a', n: 0 });
    const client = await MongoClient.connect(harness.mongo.uri);
    try {
      await Promise.all(
        Array.from({ length: 8 }, () =>
          client.withSession((session) =>
            session.withTransaction(async () => {
              const own = client.db('test').collection<Account>('accounts');
              const before = await own.findOne({ _id: 'a' }, { session });
              await own.updateOne({ _id: 'a' }, { $set: { n: (before?.n ?? 0) + 1 } }, { session });
            }),
          ),
        ),
      );
    } finally {
      await client.close();
    }
    expect((await accounts().findOne({ _id: 'a' }))?.n).toBe(8);
  });

  test('transfers between accounts under conflicts keep the sum', async () => {
    const names = ['a', 'b', 'c', 'd'];
    await accounts().insertMany(names.map((_id) => ({ _id, n: 100 })));
    const pick = (i: number) => names[i % names.length] ?? 'a';
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        harness.client.withSession((session) =>
          session.withTransaction(async () => {
            const amount = (i % 7) + 1;
            await accounts().updateOne({ _id: pick(i) }, { $inc: { n: -amount } }, { session });
            await accounts().updateOne(
              { _id: pick(i * 3 + 1) },
              { $inc: { n: amount } },
              { session },
            );
            const all = await accounts().find({}, { session }).toArray();
            expect(all.reduce((sum, { n }) => sum + n, 0)).toBe(400);
          }),
        ),
      ),
    );
    const all = await accounts().find().toArray();
    expect(all.reduce((sum, { n }) => sum + n, 0)).toBe(400);
  });
});

describe('protocol', () => {
  let raw: RawClient;
  beforeEach(async () => {
    raw = await RawClient.open(harness.mongo.port);
  });
  afterEach(() => raw.close());
  const lsid = () => ({ id: new UUID() });
  const run = (command: Document) => raw.command({ ...command, $db: command.$db ?? 'test' });

  test('a commit can be repeated, an abort cannot follow it', async () => {
    const common = { lsid: lsid(), txnNumber: Long.fromNumber(1), autocommit: false };
    await run({ insert: 'things', documents: [{ a: 1 }], startTransaction: true, ...common });
    const commit = { commitTransaction: 1, $db: 'admin', ...common };
    expect(await run(commit)).toMatchObject({ ok: 1 });
    expect(await run(commit)).toMatchObject({ ok: 1 });
    expect(await run({ abortTransaction: 1, $db: 'admin', ...common })).toMatchObject({
      code: 256,
    });
  });

  test('an error inside ends the transaction', async () => {
    await accounts().insertOne({ _id: 'a', n: 0 });
    await withSession(async (session) => {
      session.startTransaction();
      await accounts().insertOne({ _id: 'b', n: 0 }, { session });
      await expect(accounts().insertOne({ _id: 'a', n: 0 }, { session })).rejects.toMatchObject({
        code: 11000,
      });
      await expect(accounts().findOne({}, { session })).rejects.toMatchObject({ code: 251 });
    });
    expect(await accounts().countDocuments()).toBe(1);
  });

  test('operations that transactions do not allow are refused', async () => {
    await withSession(async (session) => {
      session.startTransaction();
      await expect(harness.db.command({ count: 'things' }, { session })).rejects.toMatchObject({
        code: 263,
      });
    });
  });

  test('a transaction that was open for too long is aborted', async () => {
    try {
      await withSession(async (session) => {
        session.startTransaction();
        await accounts().insertOne({ _id: 'late', n: 0 }, { session });
        await harness.client
          .db('admin')
          .command({ setParameter: 1, transactionLifetimeLimitSeconds: 0.1 });
        const codeOfFind = () =>
          accounts()
            .findOne({}, { session })
            .then(
              () => undefined,
              ({ code }: MongoServerError) => code,
            );
        await expect.poll(codeOfFind).toBe(251);
        await expect(session.commitTransaction()).rejects.toMatchObject({ code: 251 });
      });
    } finally {
      await harness.client
        .db('admin')
        .command({ setParameter: 1, transactionLifetimeLimitSeconds: 60 });
    }
    expect(await accounts().countDocuments()).toBe(0);
  });

  test('dropping a collection waits for the transaction that has written to it', async () => {
    await accounts().insertOne({ _id: 'a', n: 0 });
    await withSession(async (session) => {
      session.startTransaction();
      await accounts().insertOne({ _id: 'b', n: 0 }, { session });
      const dropped = accounts().drop();
      await expect.poll(() => harness.mongo.stats().commands.drop).toBe(1);
      await session.commitTransaction();
      await dropped;
    });
    expect(await accounts().countDocuments()).toBe(0);
  });

  test('a retryable write sent twice runs once', async () => {
    await accounts().insertOne({ _id: 'a', n: 0 });
    const write = {
      update: 'accounts',
      updates: [{ q: { _id: 'a' }, u: { $inc: { n: 1 } } }],
      lsid: lsid(),
      txnNumber: Long.fromNumber(5),
    };
    expect(await run(write)).toMatchObject({ n: 1, nModified: 1 });
    expect(await run(write)).toMatchObject({ n: 1, nModified: 1, retriedStmtIds: [0] });
    expect((await accounts().findOne({ _id: 'a' }))?.n).toBe(1);
    expect(await run({ ...write, txnNumber: Long.fromNumber(4) })).toMatchObject({
      ok: 0,
      code: 225,
    });
  });

  test('a repeated findAndModify returns the document of the first attempt', async () => {
    await accounts().insertOne({ _id: 'a', n: 0 });
    const write = {
      findAndModify: 'accounts',
      query: { _id: 'a' },
      update: { $inc: { n: 1 } },
      new: true,
      lsid: lsid(),
      txnNumber: Long.fromNumber(1),
    };
    const first = await run(write);
    const second = await run(write);
    expect(second.value).toEqual(first.value);
    expect((await accounts().findOne({ _id: 'a' }))?.n).toBe(1);
  });
});
