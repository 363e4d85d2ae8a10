import { openDatabase } from '@trastienda/shop-db';
import {
  type Fault,
  HANG,
  releaseKilledProcess,
  setFailPoint,
  startTestDatabase,
  type TestDatabase,
} from '@trastienda/testing';
import { runCount } from '@trastienda/testing/vitest';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EarlierShop, loadEarlierShop } from '../testing/load-earlier-shop.ts';
import { usePrograms } from '../testing/use-programs.ts';

const NOW = new Date();

let shop: EarlierShop;
const programs = usePrograms(() => ({ TRASTIENDA_ENCRYPTION_KEYS: shop.encryptionKeys }));
const { outcome, programOutcome } = programs;
const run = (...args: string[]) => programs.run('cli.js', ...args);

beforeEach(async () => {
  shop = await loadEarlierShop(programs.mongo.uri, NOW);
});

/** Delays or fails writes to a collection after a number of them. */
const obstruct = (collection: string, skip: number, fault: Fault) =>
  setFailPoint(programs.mongo.uri, { fault, commands: ['update'], collection, skip });

async function letThrough(): Promise<void> {
  await releaseKilledProcess(programs.mongo.uri);
  // Of the process that was killed, which would keep it for half a minute.
  await programs.mongo.withClient((client) => client.db().collection('leases').deleteMany({}));
}

/** All that is stored but what says when it was migrated, as text. */
async function everything(on: TestDatabase): Promise<string> {
  const stored: [string, unknown][] = [];
  await on.withClient(async (client) => {
    for (const { collectionName: name } of await client.db().collections()) {
      if (name === 'migrations' || name === 'leases') continue;
      const documents = await client.db().collection(name).find().sort({ _id: 1 }).toArray();
      // A rename puts a field behind the others.
      stored.push([name, documents.map((each) => Object.entries(each).toSorted())]);
    }
  });
  return JSON.stringify(
    stored.sort(([a], [b]) => (a < b ? -1 : 1)),
    null,
    1,
  );
}

/** Migrates a database from within this process. */
async function migrate({ uri }: TestDatabase): Promise<void> {
  const database = await openDatabase(uri);
  try {
    await database.migrations.run({ now: () => new Date() });
  } finally {
    await database.close();
  }
}

let undisturbed: string;

// What a migration that nothing disturbs makes of the same shop.
beforeAll(async () => {
  const other = await startTestDatabase();
  await loadEarlierShop(other.uri, NOW);
  await migrate(other);
  undisturbed = await everything(other);
  await other.stop();
});

interface Place {
  readonly migration: string;
  /** What it writes to. */
  readonly collection: string;
  /** How many writes of this migration to it are let through. */
  readonly own: number;
  /** How many writes to it migrations before it make. */
  readonly earlier: number;
}

const PLACES: readonly Place[] = [
  { migration: '0002-payment-revisions', collection: 'payments', own: 0, earlier: 0 },
  { migration: '0003-emails', collection: 'emails', own: 0, earlier: 0 },
  { migration: '0004-sandbox', collection: 'sandbox_webhooks', own: 0, earlier: 0 },
  { migration: '0005-payments', collection: 'payments', own: 0, earlier: 1 },
  { migration: '0006-reservations', collection: 'stock_movements', own: 1, earlier: 0 },
  { migration: '0006-reservations', collection: 'checkouts', own: 0, earlier: 0 },
  { migration: '0007-carts', collection: 'carts', own: 0, earlier: 0 },
];

/** Where a process is killed: every second place, whose collections no migration between them writes to. */
const KILLED = PLACES.filter((_, index) => index % runCount(2, 1) === 0);

/** Resolves when a migration is recorded as begun and not as finished. */
async function hasBegun(migration: string): Promise<void> {
  await programs.mongo.withClient(async (client) => {
    const records = client.db().collection<{ _id: string; finishedAt: Date | null }>('migrations');
    const find = () => records.findOne({ _id: migration, finishedAt: null });
    await expect.poll(find, { timeout: 60_000, interval: 20 }).not.toBeNull();
  });
}

test('a migration leaves no former name', () => {
  const former =
    'mails|test_\\w+|intent|wakeups|refusal|held|heldChange|holds|isUnlisted|seenPrice';
  expect(undisturbed).not.toMatch(new RegExp(`"(${former})"`));
});

test('two concurrent migration commands have the result of one', async () => {
  const outcomes = await Promise.all([programOutcome('migrate'), programOutcome('migrate')]);
  expect(outcomes.map(([code]) => code)).toEqual([0, 0]);
  expect(outcomes.filter(([, said]) => said.includes('nothing to do'))).toHaveLength(1);
  expect(await everything(programs.mongo)).toBe(undisturbed);
});

// Only the embedded database can be obstructed.
describe.skipIf(process.env.MONGODB_URI !== undefined)('a migration that is interrupted', () => {
  test('by repeated kills loses nothing', async () => {
    for (const { migration, collection, own } of KILLED) {
      await obstruct(collection, own, HANG);
      const program = run('migrate');
      await hasBegun(migration);
      program.child.kill('SIGKILL');
      expect(await program.ended).toBe('SIGKILL');
      await letThrough();
    }
    const [, status] = await outcome('migrate', '--status');
    expect(status).toMatch(/^0006-reservations {2}done [\s\S]+^0007-carts {2}unfinished: /m);
    const [code, refusal] = await outcome('check');
    expect([code, refusal]).toEqual([1, expect.stringContaining('0007-carts: ')]);
    expect((await outcome('migrate'))[0]).toBe(0);
    expect(await everything(programs.mongo)).toBe(undisturbed);
    expect((await outcome('sync-indexes'))[0]).toBe(0);
    expect(await outcome('check')).toEqual([0, 'Everything agrees.\n']);
  });

  test('by a failing write reports it, and the next command continues', async () => {
    await obstruct('payments', 1, { errorCode: 8000 });
    const [code, said] = await outcome('migrate');
    expect([code, said]).toEqual([1, expect.stringContaining('Migration 0005-payments failed: ')]);
    const [, status] = await outcome('migrate', '--status');
    expect(status).toMatch(/^0005-payments {2}failed \(.+\): /m);
    await letThrough();
    expect((await outcome('migrate'))[0]).toBe(0);
    expect(await everything(programs.mongo)).toBe(undisturbed);
  });

  test.each(PLACES)(
    'by a failing write in $migration to $collection has the result of an uninterrupted one',
    async ({ migration, collection, own, earlier }) => {
      // Not an error that the driver tries again after.
      await obstruct(collection, earlier + own, { errorCode: 8000 });
      await expect(migrate(programs.mongo)).rejects.toMatchObject({
        name: 'MigrationFailedError',
        message: expect.stringContaining(`Migration ${migration} failed: `),
      });
      await letThrough();
      await migrate(programs.mongo);
      expect(await everything(programs.mongo)).toBe(undisturbed);
    },
  );
});
