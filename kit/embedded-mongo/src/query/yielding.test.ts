import type { Document } from 'mongodb';
import { MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { TimeSlice } from '../scheduling/time-slice.ts';
import { useDatabase } from '../testing/harness.ts';

const COUNT = 40;

const harness = useDatabase();
const things = () => harness.collection<Thing>();

interface Thing extends Document {
  readonly _id: number;
  readonly n?: number;
}

/** Replaces the yields of all commands. */
function onPause(act: (count: number) => Promise<void> | undefined): {
  readonly count: () => number;
} {
  let count = 0;
  vi.spyOn(TimeSlice.prototype, 'pause').mockImplementation(() => {
    count += 1;
    return act(count);
  });
  return { count: () => count };
}

let other: MongoClient;
const theirs = () => other.db('test').collection<Thing>('things');

beforeAll(async () => {
  other = await MongoClient.connect(harness.mongo.uri);
});
beforeEach(async () => {
  await things().insertMany(
    Array.from({ length: COUNT }, (_, i) => ({ _id: i, n: 0, half: i % 20, tags: [i, i + 1] })),
  );
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => other.close());

const everyIndex = Array.from({ length: COUNT }, (_, i) => i);
const aggregate = (...stages: Document[]) => things().aggregate(stages).toArray();
const byHalf = { $group: { _id: '$_id', half: { $first: '$half' } } };

const LONG_COMMANDS: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['an update of many documents', () => things().updateMany({}, { $inc: { n: 1 } })],
  ['a delete of many documents', () => things().deleteMany({})],
  [
    'an insert of many documents',
    () => things().insertMany(everyIndex.map((i) => ({ _id: COUNT + i }))),
  ],
  [
    'a write of which every statement fails',
    async () => {
      // Not an insert of the driver: reading its message yields as well.
      const documents = everyIndex.map((i) => ({ _id: i }));
      const insert = { insert: 'things', documents, ordered: false };
      expect((await harness.db.command(insert)).writeErrors).toHaveLength(COUNT);
    },
  ],
  [
    'a bulk write',
    () => things().bulkWrite(everyIndex.map((i) => ({ deleteOne: { filter: { _id: i } } }))),
  ],
  [
    'the bulkWrite command',
    () =>
      harness.client.bulkWrite(
        everyIndex.map((half) => ({
          name: 'deleteOne',
          namespace: 'test.things',
          filter: { half },
        })),
      ),
  ],
  ['the building of an index', () => things().createIndex({ n: 1 })],
  ['collStats', () => harness.db.command({ collStats: 'things' })],
  ['$sort behind another stage', () => aggregate({ $set: { m: 1 } }, { $sort: { half: 1 } })],
  ['$group', () => aggregate(byHalf)],
  ['$unwind', () => aggregate({ $limit: 20 }, { $unwind: '$tags' })],
  ['$facet', () => aggregate({ $facet: { a: [{ $sort: { half: 1 } }], b: [byHalf] } })],
  ['$sortByCount', () => aggregate({ $sortByCount: '$_id' })],
  ['$sample', () => aggregate({ $sample: { size: COUNT } })],
  [
    '$setWindowFields',
    () => aggregate({ $setWindowFields: { sortBy: { n: 1 }, output: { r: { $rank: {} } } } }),
  ],
  ['$merge', () => aggregate({ $merge: 'others' })],
  [
    'a commit',
    () =>
      harness.client.withSession((session) =>
        session.withTransaction(() => things().updateMany({}, { $inc: { n: 1 } }, { session })),
      ),
  ],
];

/** Runs a command and counts its yields. The first ones wait until a ping is answered. */
async function countPauses(run: () => Promise<unknown>): Promise<number> {
  const order: string[] = [];
  let answered: Promise<void> | undefined;
  // Every yield waits, since the first one may belong to a background sweep.
  const pauses = onPause(() => {
    if (order.length > 0) return undefined;
    answered ??= other
      .db('admin')
      .command({ ping: 1 })
      .then(() => void order.push('ping'));
    return answered;
  });
  await run();
  order.push('command');
  expect(order).toEqual(['ping', 'command']);
  return pauses.count();
}

describe('a long command yields to others', () => {
  test.each(LONG_COMMANDS)('%s', async (_, run) => {
    // About one per document, not just one at the end.
    expect(await countPauses(run)).toBeGreaterThanOrEqual(COUNT / 2);
  });

  test('a write that examines many documents and matches none', async () => {
    await things().insertMany(Array.from({ length: 2000 }, (_, i) => ({ _id: COUNT + i })));
    const update = () => things().updateMany({ half: -1 }, { $inc: { n: 1 } });
    expect(await countPauses(update)).toBeGreaterThanOrEqual(10);
    const remove = () => things().findOneAndDelete({ half: -1 });
    expect(await countPauses(remove)).toBeGreaterThanOrEqual(10);
  });
});

test('the time between two batches of a cursor does not count against its limit', async () => {
  for (const stages of [[], [{ $set: { m: 1 } }]]) {
    const cursor = things().aggregate(stages, { maxTimeMS: 5000, batchSize: 2 });
    await cursor.next();
    const realNow = Date.now.bind(Date);
    vi.spyOn(Date, 'now').mockImplementation(() => realNow() + 60_000);
    expect(await cursor.toArray()).toHaveLength(COUNT - 1);
    vi.restoreAllMocks();
  }
});

describe('while a write yields', () => {
  /** Runs `act` once, in the middle of the next command that yields. */
  function inTheMiddle(act: () => Promise<void>): void {
    let isDone = false;
    onPause((count) => {
      if (isDone || count < COUNT * 1.5) return undefined;
      isDone = true;
      return act();
    });
  }
  const increment = () => things().updateMany({}, { $inc: { n: 1 } });
  const numbers = async () => (await things().find().sort({ _id: 1 }).toArray()).map(({ n }) => n);

  test('a transaction cannot claim a document that the write has written', async () => {
    let failure: unknown;
    inTheMiddle(() =>
      other.withSession(async (session) => {
        session.startTransaction();
        const write = theirs().updateOne({ _id: 0 }, { $set: { n: 100 } }, { session });
        failure = await write.catch((error: unknown) => error);
      }),
    );
    await increment();
    expect(failure).toMatchObject({ code: 112, errorLabels: ['TransientTransactionError'] });
    expect(await numbers()).toEqual(everyIndex.map(() => 1));
  });

  test('a transaction may claim a document still to be written, and the write then restarts after it', async () => {
    const session = other.startSession();
    try {
      const isTaken = new Promise<void>((resolve, reject) => {
        inTheMiddle(() => {
          session.startTransaction();
          const last = { _id: COUNT - 1 };
          const taken = theirs()
            .updateOne(last, { $inc: { n: 100 } }, { session })
            .then(() => {});
          taken.then(resolve, reject);
          return taken;
        });
      });
      const write = increment();
      await isTaken;
      expect(await numbers()).toEqual(everyIndex.map(() => 0));
      await session.commitTransaction();
      await write;
      expect(await numbers()).toEqual(everyIndex.map((i) => (i === COUNT - 1 ? 101 : 1)));
    } finally {
      await session.endSession();
    }
  });

  test('increments inside and outside of transactions all count', async () => {
    onPause((count) =>
      count % 3 === 0 ? new Promise((resolve) => setImmediate(resolve)) : undefined,
    );
    const inTransaction = (i: number) =>
      harness.client.withSession((session) =>
        session.withTransaction(async () => {
          const half = { half: i % 20 };
          await things().updateMany(half, { $inc: { n: 1 } }, { session });
        }),
      );
    await Promise.all(everyIndex.slice(0, 20).flatMap((i) => [increment(), inTransaction(i)]));
    vi.restoreAllMocks();
    expect(await numbers()).toEqual(everyIndex.map(() => 21));
  });

  test('readers see none of its changes', async () => {
    let seen: unknown;
    inTheMiddle(async () => {
      seen = await theirs().countDocuments({ n: 0 });
    });
    await increment();
    expect(seen).toBe(COUNT);
  });

  test('it can time out, and then nothing is written or claimed', async () => {
    for (const command of [
      { update: 'things', updates: [{ q: {}, u: { $inc: { n: 1 } }, multi: true }] },
      { createIndexes: 'things', indexes: [{ key: { n: 1 }, name: 'n_1' }] },
    ]) {
      onPause((count) =>
        count >= COUNT / 2 ? new Promise((resolve) => setTimeout(resolve, 60)) : undefined,
      );
      await expect(harness.db.command({ ...command, maxTimeMS: 50 })).rejects.toMatchObject({
        code: 50,
      });
      vi.restoreAllMocks();
    }
    expect(await numbers()).toEqual(everyIndex.map(() => 0));
    expect(await things().listIndexes().toArray()).toHaveLength(1);
    await other.withSession((session) =>
      session.withTransaction(() => theirs().updateMany({}, { $set: { n: 5 } }, { session })),
    );
    expect(await numbers()).toEqual(everyIndex.map(() => 5));
  });

  test('a transaction cannot bypass an index that is being built', async () => {
    const session = other.startSession();
    try {
      onPause((count) => {
        if (count !== COUNT / 2) return undefined;
        session.startTransaction();
        return theirs()
          .insertOne({ _id: 1000, n: 7 }, { session })
          .then(() => {});
      });
      await things().createIndex({ n: 1 });
      vi.restoreAllMocks();
      await expect(session.commitTransaction()).rejects.toMatchObject({ code: 112 });
    } finally {
      await session.endSession();
    }
    expect(await things().find({ n: 7 }).hint({ n: 1 }).toArray()).toEqual([]);
    expect(await things().find({ n: 0 }).hint({ n: 1 }).toArray()).toHaveLength(COUNT);
  });

  test('two collections created at the same time, one in a transaction, share no keys', async () => {
    const session = other.startSession();
    try {
      onPause((count) => {
        if (count !== COUNT / 2) return undefined;
        session.startTransaction();
        const mine = other.db('test').collection('mine');
        return mine.insertOne({ a: 1 }, { session }).then(() => {});
      });
      await harness.collection('rows').insertMany(everyIndex.map((i) => ({ i })));
      vi.restoreAllMocks();
      await session.commitTransaction();
    } finally {
      await session.endSession();
    }
    expect(await harness.collection('rows').countDocuments({ i: { $gte: 0 } })).toBe(COUNT);
    expect(await harness.collection('mine').countDocuments({ a: 1 })).toBe(1);
  });
});

describe('a write inside of a transaction', () => {
  test('ends when the transaction is aborted, and holds nothing', async () => {
    const session = harness.client.startSession();
    try {
      session.startTransaction();
      await things().insertOne({ _id: 1000 }, { session });
      onPause((count) =>
        count === COUNT * 1.5
          ? other
              .db('admin')
              .command({ killSessions: [session.id] })
              .then(() => {})
          : undefined,
      );
      await expect(things().updateMany({}, { $inc: { n: 1 } }, { session })).rejects.toMatchObject({
        code: 251,
      });
      vi.restoreAllMocks();
      await things().updateMany({}, { $set: { n: 3 } }, { maxTimeMS: 10_000 });
      expect(await things().countDocuments({ n: 3 })).toBe(COUNT);
    } finally {
      await session.endSession();
    }
  });

  test('waits for another write of the same transaction', async () => {
    await harness.client.withSession((session) =>
      session.withTransaction(async () => {
        await things().insertOne({ _id: 1000, n: 0 }, { session });
        onPause(() => new Promise((resolve) => setImmediate(resolve)));
        const increment = () => things().updateMany({}, { $inc: { n: 1 } }, { session });
        await Promise.all([increment(), increment(), increment()]);
        vi.restoreAllMocks();
      }),
    );
    expect(await things().distinct('n')).toEqual([3]);
  });
});
