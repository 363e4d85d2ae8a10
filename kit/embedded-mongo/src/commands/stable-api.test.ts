import { MongoClient } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/harness.ts';

const harness = useDatabase();

describe('the stable API', () => {
  test('a strict client of version 1 works, and is refused anything outside of it', async () => {
    const client = new MongoClient(harness.mongo.uri, {
      serverApi: { version: '1', strict: true, deprecationErrors: true },
    });
    try {
      const things = client.db('test').collection('strict');
      await things.insertOne({ n: 1 });
      expect(await things.countDocuments()).toBe(1);
      await expect(things.distinct('n')).rejects.toMatchObject({
        code: 323,
        codeName: 'APIStrictError',
        message: expect.stringContaining('command distinct is not in API Version 1'),
      });
      const sessions = client.db('test').aggregate([{ $listLocalSessions: {} }]);
      await expect(sessions.toArray()).rejects.toMatchObject({ code: 323 });
    } finally {
      await client.close();
    }
  });

  test('another version fails with 322, strictness without a version with 72', async () => {
    await expect(harness.db.command({ ping: 1, apiVersion: '2' })).rejects.toMatchObject({
      code: 322,
      codeName: 'APIVersionError',
    });
    await expect(harness.db.command({ ping: 1, apiStrict: true })).rejects.toMatchObject({
      code: 72,
    });
  });
});
