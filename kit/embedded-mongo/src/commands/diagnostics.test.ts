import { createHash } from 'node:crypto';
import { calculateObjectSize, serialize } from 'bson';
import { expect, test } from 'vitest';
import { useDatabase } from '../testing/harness.ts';

const harness = useDatabase();

const run = (command: Record<string, unknown>, database = 'test') =>
  harness.client.db(database).command(command);

test('commands are also known by the lowercase names that MongoDB has kept', async () => {
  await harness.collection('things').insertOne({ _id: 1 } as never);
  expect(await run({ collstats: 'things' })).toMatchObject({ ns: 'test.things', count: 1 });
  expect(await run({ dbstats: 1 })).toMatchObject({ objects: 1 });
  expect(await run({ datasize: 'test.things' })).toMatchObject({ numObjects: 1 });
  expect(await run({ dbhash: 1 })).toMatchObject({ collections: { things: expect.any(String) } });
});

test('dataSize counts a collection, and refuses a key range', async () => {
  const documents = [{ _id: 1, a: 'x' }, { _id: 2 }];
  await harness.collection('things').insertMany(documents as never[]);
  const size = documents.reduce((sum, one) => sum + calculateObjectSize(one), 0);
  const all = await run({ dataSize: 'test.things' });
  expect(all).toMatchObject({ size, numObjects: 2, maxReached: false, estimate: false });
  expect(await run({ dataSize: 'test.none' })).toMatchObject({ size: 0, numObjects: 0 });
  await expect(run({ dataSize: 'things' })).rejects.toMatchObject({ code: 73 });
  const part = {
    dataSize: 'test.things',
    keyPattern: { _id: 1 },
    min: { _id: 1 },
    max: { _id: 2 },
  };
  await expect(run(part)).rejects.toMatchObject({ code: 115 });
});

test('dbHash is the MD5 of the documents in _id order', async () => {
  const documents = [{ _id: 2, a: 'x' }, { _id: 1 }];
  await harness.collection('things').insertMany(documents as never[]);
  await harness.collection('others').insertOne({ _id: 1 } as never);
  const md5 = (...parts: (string | Uint8Array)[]) =>
    parts.reduce((hash, part) => hash.update(part), createHash('md5')).digest('hex');
  const things = md5(serialize({ _id: 1 }), serialize({ _id: 2, a: 'x' }));
  const others = md5(serialize({ _id: 1 }));
  expect(await run({ dbHash: 1 })).toMatchObject({
    collections: { others, things },
    md5: md5(others, things),
  });
  expect((await run({ dbHash: 1, collections: ['things'] })).collections).toEqual({ things });
  await expect(run({ dbHash: 1, collections: [1] })).rejects.toMatchObject({ code: 2 });
});

test('getCmdLineOpts reports address and replica set', async () => {
  const { port } = new URL(harness.mongo.uri);
  const options = await run({ getCmdLineOpts: 1 }, 'admin');
  expect(options).toMatchObject({
    argv: expect.any(Array),
    parsed: { net: { port: Number(port), bindIp: '127.0.0.1' }, replication: {}, storage: {} },
  });
  await expect(run({ getCmdLineOpts: 1 })).rejects.toMatchObject({ code: 13 });
});

test('connPoolStats and lockInfo are empty', async () => {
  expect(await run({ connPoolStats: 1 })).toMatchObject({ totalCreated: 0, hosts: {} });
  expect(await run({ lockInfo: 1 }, 'admin')).toMatchObject({ lockInfo: [] });
});

test('listCommands lists supported commands only', async () => {
  const { commands } = await run({ listCommands: 1 });
  expect(commands.find).toMatchObject({ adminOnly: false, apiVersions: ['1'] });
  expect(commands.getParameter).toMatchObject({ adminOnly: true, apiVersions: [] });
  expect(commands.collStats).toBeDefined();
  expect(commands.validate).toBeUndefined();
});

test("unknown commands fail with 59, MongoDB's internal commands are refused", async () => {
  for (const unknown of ['nope', 'COLLSTATS', 'geoSearch', 'getLastError']) {
    await expect(run({ [unknown]: 1 })).rejects.toMatchObject({ code: 59 });
  }
  for (const refused of ['validate', '_isSelf', 'planCacheSetFilter', 'logRotate']) {
    await expect(run({ [refused]: 1 })).rejects.toMatchObject({ code: 115 });
  }
});

test('the replication collections in local are refused, not empty', async () => {
  const local = harness.client.db('local');
  for (const name of ['oplog.rs', 'system.replset', 'startup_log']) {
    const collection = local.collection(name);
    const reads = [
      () => collection.find().toArray(),
      () => collection.countDocuments(),
      () => collection.estimatedDocumentCount(),
      () => collection.distinct('ts'),
    ];
    for (const read of reads) await expect(read()).rejects.toMatchObject({ code: 115 });
  }
  expect(await local.collection('mine').find().toArray()).toEqual([]);
});

test('a change stream accepts the read concern majority or none', async () => {
  const open = (readConcern?: object) =>
    run({
      aggregate: 'things',
      pipeline: [{ $changeStream: {} }],
      cursor: {},
      ...(readConcern && { readConcern }),
    });
  for (const level of ['local', 'available', 'linearizable']) {
    await expect(open({ level })).rejects.toMatchObject({ code: 72 });
  }
  expect(await open({ level: 'majority' })).toMatchObject({ ok: 1 });
  expect(await open({})).toMatchObject({ ok: 1 });
  expect(await open()).toMatchObject({ ok: 1 });
});
