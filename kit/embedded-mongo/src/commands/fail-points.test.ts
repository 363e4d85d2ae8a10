import { MongoClient } from 'mongodb';
import { afterEach, describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/harness.ts';

const harness = useDatabase();

function failCommand(mode: unknown, data: Record<string, unknown>) {
  return harness.client.db('admin').command({ configureFailPoint: 'failCommand', mode, data });
}

afterEach(async () => {
  for (const configureFailPoint of ['failCommand', 'onPrimaryTransactionalWrite']) {
    await harness.client.db('admin').command({ configureFailPoint, mode: 'off' });
  }
});

describe('failCommand', () => {
  test('fails a command the given number of times, with code and labels', async () => {
    await failCommand(
      { times: 2 },
      { failCommands: ['count'], errorCode: 8, errorLabels: ['Odd'] },
    );
    const count = () => harness.db.command({ count: 'things' });
    await expect(count()).rejects.toMatchObject({ code: 8, errorLabels: ['Odd'] });
    await expect(count()).rejects.toMatchObject({ code: 8 });
    expect((await count()).n).toBe(0);
  });

  test('a retryable error makes the driver retry a write exactly once', async () => {
    await failCommand({ times: 1 }, { failCommands: ['insert'], errorCode: 91 });
    await harness.collection().insertOne({ n: 1 });
    expect(await harness.collection().countDocuments()).toBe(1);
  });

  test('a closed connection makes the driver retry a write', async () => {
    await failCommand({ times: 1 }, { failCommands: ['update'], closeConnection: true });
    await harness.collection().insertOne({ n: 1 });
    await harness.collection().updateOne({}, { $inc: { n: 1 } });
    expect((await harness.collection().findOne())?.n).toBe(2);
  });

  test('blocks a command, but not one of another application', async () => {
    const other = await MongoClient.connect(harness.mongo.uri, { appName: 'slow' });
    try {
      const block = (blockTimeMS: number) =>
        failCommand('alwaysOn', {
          failCommands: ['find'],
          blockConnection: true,
          blockTimeMS,
          appName: 'slow',
        });
      const find = (client: MongoClient) => client.db('test').collection('things').findOne();
      await block(150);
      const at = performance.now();
      await find(other);
      expect(performance.now() - at).toBeGreaterThanOrEqual(149);
      // Longer than any test takes: the reply does not wait for it.
      await block(3_600_000);
      await find(harness.client);
    } finally {
      await other.close();
    }
  });

  test('a transaction restarts after a transient error inside it or at its commit', async () => {
    await failCommand({ times: 1 }, { failCommands: ['commitTransaction'], errorCode: 91 });
    await harness.client.withSession((session) =>
      session.withTransaction(async () => {
        await harness.collection().insertOne({ n: 1 }, { session });
      }),
    );
    await failCommand({ times: 1 }, { failCommands: ['insert'], errorCode: 112 });
    await harness.client.withSession((session) =>
      session.withTransaction(async () => {
        await harness.collection().insertOne({ n: 2 }, { session });
      }),
    );
    expect(await harness.collection().countDocuments()).toBe(2);
  });

  test('a write whose reply got lost runs once', async () => {
    const admin = harness.client.db('admin');
    const lose = (data: Record<string, unknown>) =>
      admin.command({
        configureFailPoint: 'onPrimaryTransactionalWrite',
        mode: { times: 1 },
        data,
      });
    await harness.collection().insertOne({ n: 0 });
    for (const data of [{}, { failBeforeCommitExceptionCode: 1 }]) {
      await lose(data);
      await harness.collection().updateOne({}, { $inc: { n: 1 } });
      await lose(data);
      const before = await harness.collection().findOneAndUpdate({}, { $inc: { n: 1 } });
      expect(before?.n % 2).toBe(1);
    }
    expect((await harness.collection().findOne())?.n).toBe(4);
  });

  test('a batch loses its connection at the given statement, and its retry continues there', async () => {
    await harness.client.db('admin').command({
      configureFailPoint: 'onPrimaryTransactionalWrite',
      mode: { skip: 2 },
      data: { failBeforeCommitExceptionCode: 1 },
    });
    const inserted = harness.collection().insertMany([{ n: 1 }, { n: 2 }, { n: 3 }]);
    await expect(inserted).rejects.toMatchObject({ name: 'MongoBulkWriteError' });
    expect(await harness.collection().distinct('n')).toEqual([1, 2]);
    await harness.client.db('admin').command({
      configureFailPoint: 'onPrimaryTransactionalWrite',
      mode: { times: 1 },
    });
    await harness.collection().insertMany([{ n: 4 }, { n: 5 }]);
    expect(await harness.collection().distinct('n')).toEqual([1, 2, 4, 5]);
  });

  test('a write concern error is added to a successful write', async () => {
    await failCommand(
      { times: 1 },
      {
        failCommands: ['insert'],
        writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' },
      },
    );
    await expect(harness.collection().insertOne({ n: 1 })).rejects.toMatchObject({ code: 64 });
    expect(await harness.collection().countDocuments()).toBe(1);
  });
});

test('a client can fail at its first hello, by the application name in it', async () => {
  await failCommand(
    { times: 1 },
    { failCommands: ['isMaster', 'hello'], errorCode: 91, appName: 'unlucky' },
  );
  const client = new MongoClient(harness.mongo.uri, {
    appName: 'unlucky',
    heartbeatFrequencyMS: 60_000,
  });
  const failed = new Promise((resolve) => client.once('serverHeartbeatFailed', resolve));
  try {
    await client.connect();
    expect(await failed).toMatchObject({ failure: { code: 91 } });
  } finally {
    await client.close();
  }
});
