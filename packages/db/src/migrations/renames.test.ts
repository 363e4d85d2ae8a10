import { type Migration, type MigrationContext, openMigrationContext } from '@trastienda/mongo';
import { startTestDatabase, type TestDatabase } from '@trastienda/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { emails } from './0003-emails.ts';
import { sandbox } from './0004-sandbox.ts';
import { payments } from './0005-payments.ts';
import { reservations } from './0006-reservations.ts';
import { carts } from './0007-carts.ts';

type Stored = Readonly<Record<string, unknown>> & { readonly _id: string };
type Collections = Readonly<Record<string, readonly Stored[]>>;

let server: TestDatabase;
let context: MigrationContext;
let close: () => Promise<void>;

beforeAll(async () => {
  server = await startTestDatabase();
  ({ context, close } = await openMigrationContext(server.uri));
});

beforeEach(async () => {
  for (const { collectionName } of await context.db.collections()) {
    await context.db.dropCollection(collectionName);
  }
});

afterAll(async () => {
  await close();
  await server.stop();
});

/** More than two batches of each, so that an interruption leaves documents on either side. */
const COUNT = 450;
const many = (fields: (index: number) => Readonly<Record<string, unknown>>): Stored[] =>
  Array.from({ length: COUNT }, (_, index) => ({
    _id: String(index).padStart(5, '0'),
    ...fields(index),
  }));

const AT = new Date('2026-11-29T10:00:00.000Z');

const line = (sku: string) => ({ sku, quantity: 1, title: sku });

/** Collections before and after each migration. */
const CASES: readonly (readonly [Migration, before: Collections, after: Collections])[] = [
  [
    emails,
    { mails: many((index) => ({ sealed: `sealed-${index}`, dueAt: AT, leaseId: null })) },
    { emails: many((index) => ({ sealed: `sealed-${index}`, dueAt: AT, leaseId: null })) },
  ],
  [
    sandbox,
    {
      test_payments: many((index) => ({ amount: index, dueAt: null })),
      test_webhooks: many(() => ({ state: 'held', dueAt: null })),
      test_settings: [{ _id: 'webhooks', kind: 'send', delayMs: 0 }],
      currency_digits: [{ _id: 'digits', conversion: { collection: 'test_payments', after: 'x' } }],
    },
    {
      sandbox_payments: many((index) => ({ amount: index, dueAt: null })),
      sandbox_webhooks: many(() => ({ state: 'held', dueAt: null })),
      sandbox_settings: [{ _id: 'webhooks', kind: 'send', delayMs: 0 }],
      currency_digits: [
        { _id: 'digits', conversion: { collection: 'sandbox_payments', after: 'x' } },
      ],
    },
  ],
  [
    payments,
    {
      payments: many((index) => ({
        ...{ intent: `i-${index}`, wakeups: index, dueAt: index % 2 === 0 ? AT : null },
        ...{ refusal: null, provider: 'test', attempts: 2 },
      })),
    },
    {
      payments: many((index) => ({
        ...{ provider: 'test', attempts: 2, requestKey: `i-${index}`, notifications: index },
        ...{ nextAttemptAt: index % 2 === 0 ? AT : null, rejection: null },
      })),
    },
  ],
  [
    reservations,
    {
      stock: many((index) => ({ onHand: 9, held: index, isUnlisted: index % 2 === 0 })),
      stock_movements: many((index) => ({ kind: 'held', heldChange: 1, held: index })),
      checkouts: many((index) => ({ holds: [{ sku: `S-${index}`, quantity: 1 }] })),
    },
    {
      stock: many((index) => ({ onHand: 9, reserved: index, isListingStale: index % 2 === 0 })),
      stock_movements: many((index) => ({ kind: 'reserved', reserved: index, reservedChange: 1 })),
      checkouts: many((index) => ({ reservations: [{ sku: `S-${index}`, quantity: 1 }] })),
    },
  ],
  [
    carts,
    {
      carts: many((index) => ({
        revision: index,
        lines: index === 0 ? [] : [{ ...line('A'), seenPrice: index }, line('B')],
      })),
    },
    {
      carts: many((index) => ({
        revision: index,
        lines: index === 0 ? [] : [{ ...line('A'), acknowledgedPrice: index }, line('B')],
      })),
    },
  ],
];

async function fill(collections: Collections): Promise<void> {
  for (const [name, documents] of Object.entries(collections)) {
    await context.db.collection<Stored>(name).insertMany([...documents]);
  }
}

/** What is stored; collections without documents do not count. */
async function everything(): Promise<Collections> {
  const found: [string, Stored[]][] = [];
  for (const { collectionName: name } of await context.db.collections()) {
    found.push([name, await context.db.collection<Stored>(name).find().sort({ _id: 1 }).toArray()]);
  }
  return Object.fromEntries(found.filter(([, documents]) => documents.length > 0));
}

/** Interrupts a migration at a batch, as a kill would. */
function interruptAt(batch: number): AbortSignal {
  let batches = 0;
  const controller = new AbortController();
  const throwIfAborted = () => {
    batches += 1;
    if (batches > batch) controller.abort(new Error('killed'));
    controller.signal.throwIfAborted();
  };
  return Object.assign(Object.create(controller.signal), { throwIfAborted });
}

describe.each(CASES.map((each) => [each[0].id, ...each] as const))(
  '%s',
  (_, migration, before, after) => {
    test('renames everything, and changes nothing the second time', async () => {
      await fill(before);
      expect(await migration.run(context)).toEqual([]);
      expect(await everything()).toEqual(after);
      await migration.run(context);
      expect(await everything()).toEqual(after);
    });

    test('continues after an interruption at any batch', async () => {
      await fill(before);
      for (let batch = 1; ; batch += 1) {
        const run = migration.run({ ...context, signal: interruptAt(batch) });
        if (await run.then(() => true).catch(() => false)) break;
      }
      expect(await everything()).toEqual(after);
    });

    test('may run in two processes at once', async () => {
      await fill(before);
      await Promise.all([migration.run(context), migration.run(context)]);
      expect(await everything()).toEqual(after);
    });

    test('does nothing in a database without such documents', async () => {
      await migration.run(context);
      expect(await everything()).toEqual({});
    });
  },
);

test('an existing target collection gets the documents of the old one', async () => {
  await context.db.collection('emails').createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  await context.db.collection<Stored>('emails').insertOne({ _id: 'new', sealed: 'new' });
  await context.db.collection<Stored>('mails').insertOne({ _id: 'old', sealed: 'old' });
  await emails.run(context);
  expect(await everything()).toEqual({
    emails: [
      { _id: 'new', sealed: 'new' },
      { _id: 'old', sealed: 'old' },
    ],
  });
});

test('a collection that is written to while it is moved fails the migration, and is moved by the next run', async () => {
  const mails = context.db.collection<Stored>('mails');
  await mails.insertOne({ _id: 'b', sealed: 'b' });
  const meanwhile: MigrationContext = {
    ...context,
    async transaction(work) {
      const result = await context.transaction(work);
      // Its id is before the batch, as the id of another process's clock may be.
      await mails.insertOne({ _id: 'a', sealed: 'a' });
      return result;
    },
  };
  await expect(emails.run(meanwhile)).rejects.toThrow('mails was written to meanwhile');
  await emails.run(context);
  expect(await everything()).toEqual({
    emails: [
      { _id: 'a', sealed: 'a' },
      { _id: 'b', sealed: 'b' },
    ],
  });
});

test('indexes on renamed fields are dropped first, because a unique one would reject the second document', async () => {
  const collection = context.db.collection<Stored>('payments');
  await collection.createIndex({ intent: 1 }, { unique: true });
  await collection.createIndex({ dueAt: 1 });
  await collection.createIndex({ checkoutId: 1 });
  await collection.insertMany(['a', 'b'].map((_id) => ({ _id, intent: _id, dueAt: AT })));
  await payments.run(context);
  expect(await collection.find().toArray()).toEqual(
    ['a', 'b'].map((_id) => ({ _id, requestKey: _id, nextAttemptAt: AT })),
  );
  const indexes = (await collection.indexes()).map(({ name }) => name);
  expect(indexes.toSorted()).toEqual(['_id_', 'checkoutId_1']);
});
