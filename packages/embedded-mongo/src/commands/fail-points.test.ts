import { MongoClient } from 'mongodb';
import { afterEach, describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/harness.ts';

const harness = useDatabase();

function failCommand(mode: unknown, data: Record<string, unknown>) {
  return harness.client.db('admin').command({ configureFailPoint: 'failCommand', mode, data });
}

afterEach(() => failCommand('off', {}));

describe('failCommand', () => {
  test('fails a command as often as it says, with code and labels', async () => {
    await failCommand(
      { times: 2 },
      { failCommands: ['count'], errorCode: 8, errorLabels: ['Odd'] },
    );
    const count = () => harness.db.command({ count: 'things' });
    await expect(count()).rejects.toMatchObject({ code: 8, errorLabels: ['Odd'] });
    await expect(count()).rejects.toMatchObject({ code: 8 });
    expect((await count()).n).toBe(0);
  });

  test('a retryable error makes the driver write again, and once only', async () => {
    await failCommand({ times: 1 }, { failCommands: ['insert'], errorCode: 91 });
    await harness.collection().insertOne({ n: 1 });
    expect(await harness.collection().countDocuments()).toBe(1);
  });

  test('a closed connection makes the driver write again', async () => {
    await failCommand({ times: 1 }, { failCommands: ['update'], closeConnection: true });
    await harness.collection().insertOne({ n: 1 });
    await harness.collection().updateOne({}, { $inc: { n: 1 } });
    expect((await harness.collection().findOne())?.n).toBe(2);
  });

  test('a blocked command takes its time, one of another application does not', async () => {
    const other = await MongoClient.connect(harness.mongo.uri, { appName: 'slow' });
    try {
      await failCommand('alwaysOn', {
        failCommands: ['find'],
        blockConnection: true,
        blockTimeMS: 150,
        appName: 'slow',
      });
      const time = async (client: MongoClient) => {
        const at = Date.now();
        await client.db('test').collection('things').findOne();
        return Date.now() - at;
      };
      expect(await time(harness.client)).toBeLessThan(140);
      expect(await time(other)).toBeGreaterThanOrEqual(149);
    } finally {
      await other.close();
    }
  });

  test('a transaction starts again after a transient error in it and in its commit', async () => {
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

  test('a write concern error comes with a write that was done', async () => {
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
