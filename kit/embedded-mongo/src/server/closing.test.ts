import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Long, UUID } from 'mongodb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FailPoints } from '../commands/fail-points.ts';
import type { EmbeddedMongo } from '../index.ts';
import { startEmbeddedMongo } from '../index.ts';
import { TimeSlice } from '../scheduling/time-slice.ts';
import { FileStore } from '../storage/file-store.ts';
import { RawClient } from '../testing/raw-client.ts';

const COUNT = 200;

let dir: string;
let mongo: EmbeddedMongo;
let client: RawClient;

const run = (command: Record<string, unknown>): Promise<Record<string, unknown>> =>
  client.command({ ...command, $db: command.$db ?? 'test' });

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-closing-'));
  mongo = await startEmbeddedMongo({ dir, fsync: false });
  client = await RawClient.open(mongo.port);
  const documents = Array.from({ length: COUNT }, (_, i) => ({ _id: i, n: 0 }));
  expect(await run({ insert: 'things', documents })).toMatchObject({ n: COUNT });
});
afterEach(async () => {
  vi.restoreAllMocks();
  client.close();
  await mongo.close();
  await rm(dir, { recursive: true, force: true });
});

/** Counts held snapshots. Returns a function for their number at the time the file was closed. */
function watchSnapshots(): () => number | undefined {
  let held = 0;
  let heldAtClose: number | undefined;
  const { snapshot, close } = FileStore.prototype;
  vi.spyOn(FileStore.prototype, 'snapshot').mockImplementation(function (this: FileStore) {
    const view = snapshot.call(this);
    let isHeld = true;
    held += 1;
    const release = (): void => {
      if (isHeld) held -= 1;
      isHeld = false;
      view.release();
    };
    return { ...view, release };
  });
  vi.spyOn(FileStore.prototype, 'close').mockImplementation(async function (this: FileStore) {
    heldAtClose = held;
    // Closing the file while a snapshot is read would end the test process.
    if (held === 0) await close.call(this);
  });
  return () => heldAtClose;
}

interface HeldCommand {
  readonly release: () => void;
  /** The client's result of the command. */
  readonly result: Promise<unknown>;
  /** Number of pauses since the command was held. */
  readonly pauses: () => number;
}

/** Starts a command that blocks at a pause in its middle. */
async function holdCommand(command: Record<string, unknown>): Promise<HeldCommand> {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let count = 0;
  let result: Promise<unknown> = Promise.resolve();
  const { pause } = TimeSlice.prototype;
  await new Promise<void>((isHeld) => {
    vi.spyOn(TimeSlice.prototype, 'pause').mockImplementation(function (this: TimeSlice) {
      count += 1;
      if (count !== 10) return pause.call(this);
      isHeld();
      return held;
    });
    result = run(command).catch((error: unknown) => error);
  });
  return { release, result, pauses: () => count - 10 };
}

/** Waits for everything that needs only iterations of the event loop. */
async function someIterations(): Promise<void> {
  for (let i = 0; i < 100; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

const update = {
  update: 'things',
  updates: [{ q: {}, u: { $inc: { n: 1 } }, multi: true }],
};
const find = { find: 'things', filter: { n: { $gte: 0 } } };
const aggregate = (...pipeline: unknown[]) => ({ aggregate: 'things', pipeline, cursor: {} });
const inTransaction = { lsid: { id: new UUID() }, txnNumber: Long.ONE, autocommit: false };
const first = { startTransaction: true, ...inTransaction };

/** Setup and command pairs; the command is interrupted in its middle. */
const COMMANDS: readonly (readonly [
  string,
  Record<string, unknown> | undefined,
  Record<string, unknown>,
])[] = [
  ['a find', undefined, find],
  ['a count', undefined, { count: 'things', query: find.filter }],
  ['a distinct', undefined, { distinct: 'things', key: '_id' }],
  [
    'an aggregate',
    undefined,
    aggregate({ $set: { m: 1 } }, { $group: { _id: '$_id' } }, { $sort: { _id: 1 } }),
  ],
  ['a $merge', undefined, aggregate({ $merge: 'others' })],
  ['collStats', undefined, { collStats: 'things' }],
  ['an update', undefined, update],
  ['a find in a transaction', { ...update, ...first }, { ...find, ...inTransaction }],
  ['an update in a transaction', { ...find, ...first }, { ...update, ...inTransaction }],
  ['a commit', { ...update, ...first }, { commitTransaction: 1, ...inTransaction, $db: 'admin' }],
];

describe('closing while a command has yielded', () => {
  test.each(COMMANDS)(
    '%s ends at its next yield, before the file is closed',
    async (_, before, command) => {
      const heldAtClose = watchSnapshots();
      if (before) expect(await run(before)).toMatchObject({ ok: 1 });
      const held = await holdCommand(command);
      const closed = mongo.close();
      await someIterations();
      expect(heldAtClose()).toBeUndefined();
      held.release();
      await closed;
      expect(heldAtClose()).toBe(0);
      expect(held.pauses()).toBeLessThan(5);
      expect(await held.result).toBeInstanceOf(Error);
      vi.restoreAllMocks();
      mongo = await startEmbeddedMongo({ dir, fsync: false });
      client = await RawClient.open(mongo.port);
      expect(await run({ count: 'things', query: { n: 0 } })).toMatchObject({ n: COUNT });
    },
  );
});

test('a command blocked by a fail point does not delay closing', async () => {
  const data = { failCommands: ['find'], blockConnection: true, blockTimeMS: 10 * 60_000 };
  await run({ configureFailPoint: 'failCommand', mode: { times: 1 }, data, $db: 'admin' });
  const isTaken = new Promise<void>((resolve) => {
    const { take } = FailPoints.prototype;
    vi.spyOn(FailPoints.prototype, 'take').mockImplementation(function (this: FailPoints, ...of) {
      const failure = take.apply(this, of);
      if (failure) resolve();
      return failure;
    });
  });
  const blocked = run(find).catch((error: unknown) => error);
  await isTaken;
  await mongo.close();
  expect(await blocked).toBeInstanceOf(Error);
});

test('a server is not idle while the command of a disconnected client runs', async () => {
  const { release, result } = await holdCommand(update);
  client.close();
  expect(await result).toBeInstanceOf(Error);
  await someIterations();
  const realNow = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + 60_000);
  expect(mongo.idleMs()).toBe(0);
  release();
});
