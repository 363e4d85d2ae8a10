import { describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/harness.ts';

const harness = useDatabase();

describe('client metadata and cluster time', () => {
  test('metadata longer than 512 bytes is refused with 185', async () => {
    const client = { driver: { name: 'x'.repeat(600), version: '1' } };
    await expect(harness.db.command({ hello: 1, client })).rejects.toMatchObject({
      code: 185,
      message: expect.stringContaining('client metadata document must be less'),
    });
  });

  test('a cluster time that is no timestamp fails the command with 14', async () => {
    const session = harness.client.startSession();
    // Bypasses the driver's checks in `advanceClusterTime`.
    Reflect.set(session, 'clusterTime', { clusterTime: { greaterThan: () => true } });
    const find = harness.collection().findOne({}, { session });
    await expect(find).rejects.toMatchObject({ code: 14 });
    await session.endSession();
    expect(await harness.collection().findOne()).toBeNull();
  });
});

describe('$listLocalSessions', () => {
  test('lists the active sessions, and only for a whole database', async () => {
    const session = harness.client.startSession();
    const sessions = await harness.db
      .aggregate([{ $listLocalSessions: {} }, { $match: { '_id.id': session.id?.id } }], {
        session,
      })
      .toArray();
    expect(sessions).toEqual([
      { _id: { id: session.id?.id, uid: expect.anything() }, lastUse: expect.any(Date) },
    ]);
    await session.endSession();
    const ofCollection = harness.collection().aggregate([{ $listLocalSessions: {} }]);
    await expect(ofCollection.toArray()).rejects.toMatchObject({ code: 73 });
  });
});
