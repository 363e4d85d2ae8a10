import { startTestDatabase, type TestDatabase } from '@trastienda/testing';
import type { Connection, Mongoose } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openConnection } from '../connection/open-connection.ts';
import { type LeaseStore, leases as leaseCollection } from '../leases/lease-store.ts';
import { batchesOf } from './batches-of.ts';
import { createMigrations, type MigrationProgress } from './create-migrations.ts';
import type { Migration } from './migration.ts';
import { MIGRATION_LEASE } from './migration-lease.ts';

let server: TestDatabase;
let mongoose: Mongoose;
let connection: Connection;
let leases: LeaseStore;

beforeAll(async () => {
  server = await startTestDatabase();
  ({ mongoose, connection } = await openConnection(server.uri, {}));
  leases = leaseCollection.open({ connection, guard: (store) => store });
});

beforeEach(() => connection.dropDatabase());

afterAll(async () => {
  await mongoose.disconnect();
  await server.stop();
});

const NOW = new Date('2100-01-01T00:00:00.000Z');
const now = () => NOW;
const things = () =>
  connection.collection<{ _id: string; size?: number; width?: number }>('things');

async function fill(count: number) {
  const ids = Array.from({ length: count }, (_, index) => String(index).padStart(4, '0'));
  await things().insertMany(ids.map((_id) => ({ _id, size: 1 })));
}

/** Creates migrations over a separate connection, as another process has. */
function create(list: readonly Migration[]) {
  return createMigrations(connection, leases, list);
}

/** Renames `size` to `width` in batches; `onBatch` may interrupt it. */
function renameSizes(onBatch: (done: number) => void = () => {}): Migration {
  return {
    id: '0001-sizes',
    description: 'rename size to width',
    async run({ db, signal }) {
      const collection = db.collection<{ _id: string; size?: number }>('things');
      let done = 0;
      for await (const batch of batchesOf(
        collection,
        { size: { $exists: true } },
        { signal, size: 10 },
      )) {
        onBatch(done);
        const ids = { _id: { $in: batch.map(({ _id }) => _id) } };
        await collection.updateMany(ids, { $rename: { size: 'width' } });
        done += batch.length;
      }
      return [`${done} things were renamed.`];
    },
  };
}

const named = (id: string, run: Migration['run'] = async () => []): Migration => ({
  ...{ id, description: `description of ${id}`, run },
});

describe('migrations', () => {
  test('run in order, are recorded, and are not run again', async () => {
    await fill(1);
    const order: string[] = [];
    const list = ['0001-a', '0002-b'].map((id) =>
      named(id, async () => {
        order.push(id);
        return [`${id} left something`];
      }),
    );
    const progress: MigrationProgress[] = [];
    const onProgress = (event: MigrationProgress) => progress.push(event);
    expect(await create(list).run({ now, onProgress })).toEqual({
      ran: ['0001-a', '0002-b'],
      left: ['0001-a left something', '0002-b left something'],
    });
    expect(progress.map((event) => event.kind)).toEqual([
      ...['started', 'finished', 'started', 'finished'],
    ]);
    expect(await create(list).run({ now })).toEqual({ ran: [], left: [] });
    expect(order).toEqual(['0001-a', '0002-b']);
    expect(await create([...list, named('0003-c')]).list()).toMatchObject([
      { id: '0001-a', startedAt: NOW, finishedAt: NOW, error: null },
      { id: '0002-b', startedAt: NOW, finishedAt: NOW, error: null },
      { id: '0003-c', startedAt: null, finishedAt: null, error: null },
    ]);
    expect((await create([...list, named('0003-c')]).run({ now })).ran).toEqual(['0003-c']);
  });

  test('of a new database are recorded and not run', async () => {
    const never = named('0001-a', () => Promise.reject(new Error('It was run.')));
    expect(await create([never]).isEmpty()).toBe(true);
    expect(await create([never]).run({ now })).toEqual({ ran: [], left: [] });
    expect(await create([never]).list()).toMatchObject([{ finishedAt: NOW }]);
    await fill(1);
    expect(await create([never]).isEmpty()).toBe(false);
    expect(await create([never]).run({ now })).toEqual({ ran: [], left: [] });
  });

  test('that this program does not know reject the database, and change nothing', async () => {
    await fill(1);
    await create([named('0001-a'), named('0002-newer')]).run({ now });
    let runs = 0;
    const older = create([
      named('0001-a'),
      named('0001-other', async () => {
        runs += 1;
        return [];
      }),
    ]);
    const rejection = {
      name: 'DatabaseNewerError',
      message: expect.stringContaining('0002-newer'),
    };
    await expect(older.list()).rejects.toMatchObject(rejection);
    await expect(older.run({ now })).rejects.toMatchObject(rejection);
    expect(runs).toBe(0);
  });

  test('that fail report why, block the later ones, and are continued', async () => {
    await fill(25);
    let isBroken = true;
    const failing = renameSizes((done) => {
      if (isBroken && done === 20) throw new Error('The disk was pulled out.');
    });
    const migrations = create([failing, named('0002-b')]);
    await expect(migrations.run({ now })).rejects.toMatchObject({
      name: 'MigrationFailedError',
      message: expect.stringMatching(/^Migration 0001-sizes failed: The disk was pulled out\.\n/),
    });
    expect(await migrations.list()).toMatchObject([
      { finishedAt: null, error: 'The disk was pulled out.' },
      { startedAt: null, finishedAt: null },
    ]);
    expect(await things().countDocuments({ width: 1 })).toBe(20);
    isBroken = false;
    expect(await migrations.run({ now })).toEqual({
      ran: ['0001-sizes', '0002-b'],
      left: ['5 things were renamed.'],
    });
    expect(await things().countDocuments({ width: 1, size: { $exists: false } })).toBe(25);
    expect(await migrations.list()).toMatchObject([{ error: null }, { error: null }]);
  });

  test('are run once by processes that start together', async () => {
    await fill(50);
    let batches = 0;
    const counting = renameSizes(() => {
      batches += 1;
    });
    const runs = [create([counting]), create([counting]), create([counting])].map((each) =>
      each.run({ now }),
    );
    const reports = await Promise.all(runs);
    expect(reports.flatMap(({ ran }) => ran)).toEqual(['0001-sizes']);
    expect(batches).toBe(5);
    expect(await things().countDocuments({ width: 1 })).toBe(50);
  });

  test('interrupted by a crash are continued when the lease has ended', async () => {
    await fill(25);
    const dying = renameSizes((done) => {
      if (done === 10) throw new Error('killed');
    });
    await create([dying])
      .run({ now })
      .catch(() => {});
    // State after a kill: no error is recorded, and the lease is not released.
    const records = connection.collection<{ _id: string }>('migrations');
    await records.updateOne({ _id: '0001-sizes' }, { $set: { error: null } });
    const until = new Date(NOW.getTime() + 5_000);
    expect(await leases.acquire(MIGRATION_LEASE, 'dead', NOW, until)).toBe(true);
    let at = NOW;
    const kinds: unknown[] = [];
    const report = await create([renameSizes()]).run({
      now: () => at,
      onProgress(progress) {
        kinds.push(progress.kind);
        if (progress.kind === 'waiting') at = until;
      },
    });
    expect(kinds).toEqual(['waiting', 'started', 'finished']);
    expect(report.left).toEqual(['15 things were renamed.']);
    expect(await leases.findHeld(at, new Date(at.getTime() + 60_000))).toEqual([]);
  });

  test('do not start while a server runs', async () => {
    await fill(5);
    const until = new Date(NOW.getTime() + 15_000);
    await leases.acquire('reminders', 'a server', NOW, until);
    const migrations = create([renameSizes()]);
    const waits: unknown[] = [];
    const onProgress = (progress: MigrationProgress) => waits.push(progress);
    await expect(migrations.run({ now, onProgress, patienceMs: 0 })).rejects.toMatchObject({
      name: 'ServersRunningError',
    });
    expect(waits).toEqual([{ kind: 'waiting', for: 'servers' }]);
    expect(await things().countDocuments({ size: 1 })).toBe(5);
    await leases.release('reminders', 'a server');
    expect((await migrations.run({ now })).ran).toEqual(['0001-sizes']);
  });

  test('that another process has finished meanwhile stay finished', async () => {
    await fill(5);
    const late = create([
      named('0001-a', async () => {
        // Its lease has ended long ago, and another process did the rest.
        const records = connection.collection<{ _id: string }>('migrations');
        const finished = { $set: { startedAt: NOW, finishedAt: NOW, error: null } };
        for (const _id of ['0001-a', '0002-b']) {
          await records.updateOne({ _id }, finished, { upsert: true });
        }
        return [];
      }),
      named('0002-b', () => Promise.reject(new Error('It was run twice.'))),
    ]);
    await late.run({ now: () => new Date('2100-02-01T00:00:00.000Z') });
    expect(await late.list()).toMatchObject([{ finishedAt: NOW }, { finishedAt: NOW }]);
  });
});
