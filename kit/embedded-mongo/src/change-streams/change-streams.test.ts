import type { ChangeStream, Document, MongoServerError, ResumeToken } from 'mongodb';
import { MongoClient } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { startEmbeddedMongo } from '../index.ts';
import { useDatabase } from '../testing/harness.ts';

const harness = useDatabase();
/** Maximum time a stream waits for events. Short, since opening a stream waits too. */
const QUICK = { maxAwaitTimeMS: 20 };
interface Thing {
  _id: number;
  n?: number;
  t?: string[];
  a?: Document;
}

const things = () => harness.collection<Thing>();

/** Opens the stream at once. The driver opens it only at the first `next`. */
async function opened(stream: ChangeStream<Document, Document>) {
  await stream.tryNext();
  return stream;
}

async function take(stream: ChangeStream<Document, Document>, count: number): Promise<Document[]> {
  const events: Document[] = [];
  while (events.length < count) events.push(await stream.next());
  return events;
}

test('expanded events describe how a collection was created, modified and renamed', async () => {
  const stream = await opened(harness.db.watch([], { ...QUICK, showExpandedEvents: true }));
  await harness.db.createCollection('things', { collation: { locale: 'es' } });
  await harness.db.command({ collMod: 'things' });
  await harness.db.createCollection('others');
  const uuids = await uuidsOf('things', 'others');
  await things().rename('others', { dropTarget: true });
  const idIndex = { v: 2, key: { _id: 1 }, name: '_id_' };
  expect(await take(stream, 4)).toMatchObject([
    {
      operationType: 'create',
      collectionUUID: uuids[0],
      operationDescription: { idIndex, collation: { locale: 'es' } },
    },
    { operationType: 'modify', collectionUUID: uuids[0], operationDescription: {} },
    { operationType: 'create', collectionUUID: uuids[1], operationDescription: { idIndex } },
    {
      operationType: 'rename',
      collectionUUID: uuids[0],
      ns: { db: 'test', coll: 'things' },
      operationDescription: { to: { db: 'test', coll: 'others' }, dropTarget: uuids[1] },
    },
  ]);
  await stream.close();
});

async function uuidsOf(...names: string[]): Promise<unknown[]> {
  const found = await harness.db.listCollections().toArray();
  return names.map((name) => {
    const info = found.find((one) => one.name === name);
    return info && 'info' in info ? info.info?.uuid : undefined;
  });
}

test('renaming another collection to the watched name ends the stream', async () => {
  const stream = await opened(things().watch([], QUICK));
  await harness.collection('others').insertOne({ n: 1 });
  await harness.collection('others').rename('things');
  expect(await take(stream, 2)).toMatchObject([
    { operationType: 'rename', ns: { coll: 'others' }, to: { coll: 'things' } },
    { operationType: 'invalidate' },
  ]);
});

test('a stream resumed after the event that ended it gets its invalidate again', async () => {
  const stream = await opened(things().watch([], QUICK));
  await things().insertOne({ _id: 1 });
  await things().drop();
  const [, drop, invalidate] = await take(stream, 3);
  await things().insertOne({ _id: 2 });
  for (const from of [{ resumeAfter: drop?._id }, { startAfter: drop?._id }]) {
    const resumed = things().watch([], { ...QUICK, ...from });
    expect(await take(resumed, 1)).toMatchObject([
      { operationType: 'invalidate', _id: invalidate?._id },
    ]);
  }
  const next = things().watch([], { ...QUICK, startAfter: invalidate?._id });
  expect(await take(next, 1)).toMatchObject([{ documentKey: { _id: 2 } }]);
  await next.close();
});

test('a batch that ends with the latest event resumes from that event', async () => {
  const stream = await opened(things().watch([], QUICK));
  await things().insertOne({ _id: 1 });
  const event = await stream.next();
  expect(stream.resumeToken).toEqual(event._id);
  await things().insertOne({ _id: 2 });
  await stream.close();
  const resumed = things().watch([], { ...QUICK, resumeAfter: event._id });
  expect(await resumed.next()).toMatchObject({ documentKey: { _id: 2 } });
  await resumed.close();
});

describe('events', () => {
  test('describe document changes', async () => {
    const stream = await opened(things().watch([], QUICK));
    await things().insertOne({ _id: 1, a: { b: 1, c: 2 }, t: ['x'] });
    await things().updateOne(
      { _id: 1 },
      { $set: { 'a.b': 5 }, $unset: { 'a.c': 1 }, $push: { t: 'y' } },
    );
    await things().replaceOne({ _id: 1 }, { n: 1 });
    await things().deleteOne({ _id: 1 });
    const events = await take(stream, 4);
    const ns = { db: 'test', coll: 'things' };
    expect(events).toMatchObject([
      { operationType: 'insert', ns, documentKey: { _id: 1 }, fullDocument: { _id: 1, t: ['x'] } },
      {
        operationType: 'update',
        documentKey: { _id: 1 },
        updateDescription: {
          updatedFields: { 'a.b': 5, 't.1': 'y' },
          removedFields: ['a.c'],
          truncatedArrays: [],
        },
      },
      { operationType: 'replace', fullDocument: { _id: 1, n: 1 } },
      { operationType: 'delete', documentKey: { _id: 1 } },
    ]);
    expect(events[1]).not.toHaveProperty('fullDocument');
    expect(events[0]?.wallTime).toBeInstanceOf(Date);
    await stream.close();
  });

  test('can include the current document, and the previous one if the collection records it', async () => {
    await harness.db.createCollection('things', {
      changeStreamPreAndPostImages: { enabled: true },
    });
    const stream = await opened(
      things().watch([], {
        ...QUICK,
        fullDocument: 'updateLookup',
        fullDocumentBeforeChange: 'whenAvailable',
      }),
    );
    await things().insertOne({ _id: 1, n: 1 });
    await things().updateOne({ _id: 1 }, { $inc: { n: 1 } });
    await things().updateOne({ _id: 1 }, { $inc: { n: 1 } });
    const [, update] = await take(stream, 2);
    expect(update).toMatchObject({ fullDocument: { n: 3 }, fullDocumentBeforeChange: { n: 1 } });
    await stream.close();
  });

  test('include no images that the collection does not record', async () => {
    await things().insertOne({ _id: 1, n: 1 });
    const options = { ...QUICK, fullDocumentBeforeChange: 'whenAvailable' };
    const lenient = await opened(things().watch([], options));
    const strict = await opened(
      things().watch([], { ...QUICK, fullDocumentBeforeChange: 'required' }),
    );
    await things().updateOne({ _id: 1 }, { $inc: { n: 1 } });
    expect((await lenient.next()).fullDocumentBeforeChange).toBeNull();
    await expect(strict.next()).rejects.toMatchObject({ code: 47 });
    await lenient.close();
    await strict.close();
  });

  test('of a transaction arrive together, with its number, and only when it commits', async () => {
    const stream = await opened(things().watch([], QUICK));
    await harness.client.withSession(async (session) => {
      session.startTransaction();
      await things().insertOne({ _id: 1 }, { session });
      await things().insertOne({ _id: 2 }, { session });
      expect(await stream.tryNext()).toBeNull();
      await session.commitTransaction();
    });
    const [first, second] = await take(stream, 2);
    expect(first?.txnNumber).toBeDefined();
    expect(first?.clusterTime).toEqual(second?.clusterTime);
    await stream.close();
  });

  test('are filtered and reshaped by the pipeline, which must keep the token', async () => {
    const stream = await opened(
      things().watch(
        [{ $match: { 'fullDocument.n': { $gt: 1 } } }, { $project: { 'fullDocument.n': 1 } }],
        QUICK,
      ),
    );
    await things().insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    expect((await stream.next()).fullDocument).toEqual({ n: 2 });
    await stream.close();
    const broken = await opened(things().watch([{ $project: { _id: 0 } }], QUICK));
    await things().insertOne({ _id: 3 });
    await expect(broken.next()).rejects.toMatchObject({ code: 280 });
    await broken.close();
    await expect(
      things()
        .watch([{ $group: { _id: 1 } }])
        .next(),
    ).rejects.toMatchObject({ code: 20 });
  });

  test('of a database cover its collections, and dropping a collection ends its own stream', async () => {
    const whole = await opened(harness.db.watch([], QUICK));
    await things().insertOne({ _id: 1 });
    const one = await opened(things().watch([], QUICK));
    await harness.collection('others').insertOne({});
    await things().drop();
    expect((await take(whole, 3)).map(({ operationType }) => operationType)).toEqual([
      'insert',
      'insert',
      'drop',
    ]);
    const last = await take(one, 2);
    expect(last.map(({ operationType }) => operationType)).toEqual(['drop', 'invalidate']);
    await things().insertOne({ _id: 2 });
    await expect(
      things()
        .watch([], { resumeAfter: last[1]?._id as ResumeToken })
        .next(),
    ).rejects.toMatchObject({ code: 260 });
    const again = things().watch([], { startAfter: last[1]?._id as ResumeToken });
    expect(await again.next()).toMatchObject({ operationType: 'insert', documentKey: { _id: 2 } });
    await again.close();
    await one.close();
    await whole.close();
  });
});

describe('resuming', () => {
  test('from any token returns exactly the events after it', async () => {
    const stream = await opened(things().watch([], QUICK));
    await things().insertMany(Array.from({ length: 20 }, (_, _id) => ({ _id })));
    const events = await take(stream, 20);
    await stream.close();
    for (const at of [0, 7, 18]) {
      const resumed = things().watch([], { resumeAfter: events[at]?._id as ResumeToken });
      const rest = await take(resumed, 19 - at);
      expect(rest).toEqual(events.slice(at + 1));
      await resumed.close();
    }
  });

  test('at an operation time includes that operation', async () => {
    await things().insertOne({ _id: 0 });
    const reply = await harness.db.command({ insert: 'things', documents: [{ _id: 1 }] });
    await things().insertOne({ _id: 2 });
    const stream = things().watch([], { startAtOperationTime: reply.operationTime });
    expect((await take(stream, 2)).map(({ documentKey }) => documentKey._id)).toEqual([1, 2]);
    await stream.close();
  });

  test('works across a restart, and fails clearly when the log was trimmed', async () => {
    const { mkdtemp, rm } = await import('node:fs/promises');
    const { tmpdir } = await import('node:os');
    const { join } = await import('node:path');
    const dir = await mkdtemp(join(tmpdir(), 'trastienda-log-'));
    const first = await startEmbeddedMongo({ dir, fsync: false });
    let client = await MongoClient.connect(first.uri);
    const stream = await opened(client.db('a').collection('b').watch([], QUICK));
    await client.db('a').collection('b').insertOne({ n: 0 });
    const { _id: token } = await stream.next();
    await client.db('a').collection('b').insertOne({ n: 1 });
    await client.close();
    await first.close();
    const second = await startEmbeddedMongo({ dir, fsync: false, logMaxBytes: 20_000 });
    client = await MongoClient.connect(second.uri);
    const resumed = client.db('a').collection('b').watch([], { resumeAfter: token });
    expect(await resumed.next()).toMatchObject({ fullDocument: { n: 1 } });
    await client
      .db('a')
      .collection('b')
      .insertMany(Array.from({ length: 500 }, (_, i) => ({ i, pad: 'x'.repeat(100) })));
    const codeOfResuming = async () => {
      const late = client.db('a').collection('b').watch([], { resumeAfter: token });
      const code = await late.next().then(
        () => undefined,
        (error: MongoServerError) => error.code,
      );
      await late.close();
      return code;
    };
    // The log is trimmed some time after the write.
    await expect.poll(codeOfResuming).toBe(286);
    await client.close();
    await second.close();
    await rm(dir, { recursive: true, force: true });
  });

  test('a write wakes a waiting stream before its timeout', async () => {
    // Longer than any test takes.
    const stream = things().watch([], { maxAwaitTimeMS: 3_600_000 });
    const waiting = stream.next();
    await expect.poll(() => harness.mongo.stats().commands.getMore).toBe(1);
    await things().insertOne({ _id: 1 });
    expect(await waiting).toMatchObject({ operationType: 'insert' });
    await stream.close();
  });
});
