import { startTestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { type Document, MongoClient } from 'mongodb';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { checkInvariants } from './check-invariants.ts';
import { type Change, DAMAGES } from './testing/damages.ts';
import { insertSoundShop } from './testing/sound-shop.ts';

const server = await useStarted(startTestDatabase);
const client = new MongoClient(server.uri);
afterAll(() => client.close());
const db = client.db();

beforeEach(async () => {
  await server.clear();
  await insertSoundShop(db);
});

const change = (work: Change) => {
  const stored = (name: string) => db.collection<Document & { _id: string }>(name);
  return work({
    set: (collection, id, fields) => stored(collection).updateOne({ _id: id }, { $set: fields }),
    remove: (collection, id) => stored(collection).deleteOne({ _id: id }),
    insert: (collection, document) => db.collection(collection).insertOne(document),
    async copy(collection, fields) {
      const original: Document | null = await stored(collection).findOne({});
      await db.collection(collection).insertOne({ ...original, ...fields });
    },
  });
};

describe('checking invariants', () => {
  test('finds nothing in an empty database, nor in a consistent one', async () => {
    expect(await checkInvariants(server.uri, { now: new Date() })).toEqual([]);
    await server.clear();
    expect(await checkInvariants(client)).toEqual([]);
  });

  test.each(DAMAGES)('finds %s', async (_, damage, subject, ...invariants) => {
    await change(damage);
    const found = await checkInvariants(client, { now: new Date() });
    const named = found.filter((violation) => violation.subject === subject);
    expect(named.map(({ invariant }) => invariant)).toEqual(expect.arrayContaining(invariants));
  });

  test('resumes with a newer snapshot when the current one becomes too old', async () => {
    await change(({ remove }) => remove('events', 'order-o1-3'));
    await change(({ set }) => set('stock', 'TEA', { available: 5 }));
    const atOnce = await checkInvariants(client);
    expect(atOnce).toHaveLength(4);
    expect(await checkInvariants(client, { snapshotMs: -1 })).toEqual(atOnce);
  });

  test('compares SKUs in the order of the database, whatever their characters', async () => {
    // In UTF-16 the second is before the first, in UTF-8 after it.
    const skus = ['\uFF21', '\u{1F375}', 'té', 'TE\u0301'];
    for (const sku of skus) {
      const counts = { onHand: 1, reserved: 0 };
      const change = { sequence: 1, onHandChange: 1, reservedChange: 0, policy: 'deny', sku };
      const stored = db.collection<Document & { _id: string }>('stock');
      await stored.insertOne({ _id: sku, ...counts, available: 1, movements: 1, eventSequence: 0 });
      await db.collection('stock_movements').insertOne({ ...change, ...counts, orderId: null });
    }
    expect(await checkInvariants(client)).toEqual([]);
  });

  test('stops at the maximum number of violations of an invariant', async () => {
    await db.collection('stock').updateMany({}, { $set: { available: 7 } });
    expect(await checkInvariants(client, { maxViolations: 1 })).toHaveLength(1);
  });

  test('compares one snapshot while the shop is writing', async () => {
    let isDone = false;
    const sell = async () => {
      const session = client.startSession();
      for (let sequence = 2; !isDone; sequence += 1) {
        const at = { sku: 'TEA', sequence, onHandChange: 1, reservedChange: 0, policy: 'deny' };
        await session.withTransaction(async () => {
          const counts = { onHand: 1, available: 1, movements: 1 };
          const stored = db.collection<Document & { _id: string }>('stock');
          await stored.updateOne({ _id: 'TEA' }, { $inc: counts }, { session });
          const movement = { ...at, onHand: sequence, reserved: 0, orderId: null };
          await db.collection('stock_movements').insertOne(movement, { session });
        });
      }
      await session.endSession();
    };
    const selling = sell();
    try {
      for (let round = 0; round < 20; round += 1) expect(await checkInvariants(client)).toEqual([]);
    } finally {
      isDone = true;
      await selling;
    }
  });
});
