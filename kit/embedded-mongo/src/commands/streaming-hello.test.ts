import { Long, ObjectId } from 'bson';
import type { ServerHeartbeatSucceededEvent } from 'mongodb';
import { MongoClient } from 'mongodb';
import { expect, test } from 'vitest';
import { startEmbeddedMongo } from '../index.ts';
import { useDatabase } from '../testing/harness.ts';
import { messageFrame, RawClient } from '../testing/raw-client.ts';

const EXHAUST_ALLOWED = 1 << 16;

const harness = useDatabase();

const hello = (fields: Record<string, unknown> = {}) => ({ hello: 1, ...fields, $db: 'admin' });

async function withRaw(run: (raw: RawClient) => Promise<void>): Promise<void> {
  const raw = await RawClient.open(harness.mongo.port);
  try {
    await run(raw);
  } finally {
    raw.close();
  }
}

/** Returns the server's topology version in the form that a client sends. */
async function versionFrom(raw: RawClient, counter = Long.ZERO): Promise<object> {
  const { topologyVersion } = await raw.command(hello());
  expect(topologyVersion).toEqual({ processId: expect.any(ObjectId), counter: 0 });
  return { ...Object(topologyVersion), counter };
}

test('a hello with the current topology version waits for its maximum time', async () => {
  await withRaw(async (raw) => {
    const topologyVersion = await versionFrom(raw);
    const start = performance.now();
    const reply = await raw.command(hello({ topologyVersion, maxAwaitTimeMS: 80 }));
    // Timers may fire a fraction of a millisecond early.
    expect(performance.now() - start).toBeGreaterThan(78);
    expect(reply).toMatchObject({ ok: 1, isWritablePrimary: true });
  });
});

test("a hello with another server's topology version is answered at once", async () => {
  await withRaw(async (raw) => {
    const topologyVersion = { processId: new ObjectId(), counter: Long.fromNumber(7) };
    const reply = await raw.command(hello({ topologyVersion, maxAwaitTimeMS: 3_600_000 }));
    expect(reply).toMatchObject({ ok: 1, isWritablePrimary: true });
  });
});

test('an exhaust hello receives one reply after another', async () => {
  await withRaw(async (raw) => {
    const topologyVersion = await versionFrom(raw);
    const request = messageFrame(hello({ topologyVersion, maxAwaitTimeMS: 5 }), EXHAUST_ALLOWED);
    const replies = await Promise.all([raw.send(request), raw.next(), raw.next(), raw.next()]);
    for (const reply of replies) expect(reply).toMatchObject({ ok: 1, isWritablePrimary: true });
  });
});

const other = { processId: new ObjectId(), counter: Long.ZERO };

test.each([
  [31368, { maxAwaitTimeMS: 0 }],
  [31368, { topologyVersion: other }],
  [31372, { topologyVersion: { ...other, counter: Long.NEG_ONE }, maxAwaitTimeMS: 0 }],
  [31373, { topologyVersion: other, maxAwaitTimeMS: -1 }],
  [10065, { topologyVersion: 'x', maxAwaitTimeMS: 0 }],
  [40414, { topologyVersion: { counter: Long.ZERO }, maxAwaitTimeMS: 0 }],
  [40414, { topologyVersion: { processId: other.processId }, maxAwaitTimeMS: 0 }],
  [40415, { topologyVersion: { ...other, x: 1 }, maxAwaitTimeMS: 0 }],
  [14, { topologyVersion: { ...other, processId: 'x' }, maxAwaitTimeMS: 0 }],
  [14, { topologyVersion: { ...other, counter: 0 }, maxAwaitTimeMS: 0 }],
  [14, { topologyVersion: other, maxAwaitTimeMS: 'x' }],
])('a hello fails with %i for %j', async (code, fields) => {
  await withRaw(async (raw) => {
    expect(await raw.command(hello(fields))).toMatchObject({ ok: 0, code });
  });
});

test("a hello with a newer topology version than the server's fails with 31382", async () => {
  await withRaw(async (raw) => {
    const topologyVersion = await versionFrom(raw, Long.ONE);
    const reply = await raw.command(hello({ topologyVersion, maxAwaitTimeMS: 0 }));
    expect(reply).toMatchObject({ ok: 0, code: 31382 });
  });
});

test('a waiting hello does not delay closing', async () => {
  const mongo = await startEmbeddedMongo();
  const raw = await RawClient.open(mongo.port);
  const topologyVersion = await versionFrom(raw);
  const request = messageFrame(hello({ topologyVersion, maxAwaitTimeMS: 3_600_000 }));
  const held = raw.send(request);
  await mongo.close();
  expect(await held).toBeUndefined();
  raw.close();
});

test('the driver uses the streaming protocol instead of polling', async () => {
  const client = new MongoClient(harness.mongo.uri, { heartbeatFrequencyMS: 500 });
  const awaited = new Promise<ServerHeartbeatSucceededEvent>((resolve) => {
    client.on('serverHeartbeatSucceeded', (event) => {
      if (event.awaited) resolve(event);
    });
  });
  await client.connect();
  expect((await awaited).reply).toMatchObject({ isWritablePrimary: true });
  await client.close();
});

test('a not-primary error includes the topology version', async () => {
  await withRaw(async (raw) => {
    const { topologyVersion } = await raw.command(hello());
    for (const [code, expected] of [
      [10107, topologyVersion],
      [91, undefined],
    ]) {
      const data = { failCommands: ['ping'], errorCode: code };
      const failPoint = { configureFailPoint: 'failCommand', mode: { times: 1 }, data };
      await raw.command({ ...failPoint, $db: 'admin' });
      const reply = await raw.command({ ping: 1, $db: 'admin' });
      expect(reply).toMatchObject({ ok: 0, code });
      expect(reply.topologyVersion).toEqual(expected);
    }
  });
});
