import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addCollection } from '../commands/create-collection.ts';
import { TimeSlice } from '../scheduling/time-slice.ts';
import { FileStore } from '../storage/file-store.ts';
import type { WriteContext } from '../transactions/write-context.ts';
import { openFormat } from '../upgrade/format.ts';
import { insertDocument, prepareInsert } from '../writes/document-writer.ts';
import { Engine } from './engine.ts';

let dir: string;
let engine: Engine;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-engine-'));
  const store = new FileStore(dir, false);
  await openFormat(store, dir);
  engine = new Engine(store);
  await engine.write((ctx) => void addCollection(ctx, 'test', 'things'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await engine.close();
  await rm(dir, { recursive: true, force: true });
});

function insert(ctx: WriteContext, id: number): void {
  const collection = ctx.catalog.get('test.things');
  if (!collection) throw new Error('The collection is missing');
  insertDocument(ctx, collection, prepareInsert(undefined, { _id: id }));
}

/** Starts a write that blocks at its first yield until it is released. */
async function startHeldWrite(): Promise<{ release: () => void; done: Promise<void> }> {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let done: Promise<void> = Promise.resolve();
  await new Promise<void>((isHeld) => {
    vi.spyOn(TimeSlice.prototype, 'pause').mockImplementationOnce(() => {
      isHeld();
      return held;
    });
    done = engine.writeCooperatively(function* (ctx) {
      insert(ctx, 1);
      yield undefined;
      insert(ctx, 2);
      yield undefined;
    });
    done.catch(() => {});
  });
  return { release, done };
}

test('a queued write fails when its time limit passes', async () => {
  const { release, done } = await startHeldWrite();
  const run = vi.fn();
  await expect(engine.write(run, Date.now() + 20)).rejects.toMatchObject({ code: 50 });
  release();
  await done;
  // It must not run later either.
  await engine.write(() => {});
  expect(run).not.toHaveBeenCalled();
});

test('a write whose time limit passed in the queue does not run', async () => {
  const { release, done } = await startHeldWrite();
  const run = vi.fn();
  const late = engine.write(run, Date.now() + 60_000);
  const realNow = Date.now.bind(Date);
  // The busy event loop has delayed the timer.
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + 120_000);
  release();
  await expect(late).rejects.toMatchObject({ code: 50 });
  expect(run).not.toHaveBeenCalled();
  await done;
});

test('closing fails a write that has yielded and one in the queue, and writes neither', async () => {
  const { release, done } = await startHeldWrite();
  const behind = engine.write((ctx) => insert(ctx, 3));
  const failures = Promise.allSettled([done, behind]);
  const closed = engine.close();
  release();
  await closed;
  const interrupted = { status: 'rejected', reason: expect.objectContaining({ code: 11_600 }) };
  expect(await failures).toEqual([interrupted, interrupted]);
  const store = new FileStore(dir, false);
  engine = new Engine(store);
  for (const id of [1, 2, 3]) await engine.write((ctx) => insert(ctx, id));
});

test('the lock timeout applies to transactions, not to other writes', async () => {
  const { release, done } = await startHeldWrite();
  let now = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  const patient = engine.writeCooperatively(
    function* (ctx) {
      for (const id of [3, 4]) {
        insert(ctx, id);
        now += 60_000;
        yield undefined;
      }
    },
    undefined,
    1000,
  );
  now += 60_000;
  release();
  await Promise.all([done, patient]);
});

test('a write blocked by a transaction waits no longer than its lock timeout', async () => {
  const transaction = engine.begin();
  insert(engine.contextOf(transaction), 1);
  const impatient = engine.writeCooperatively(
    // biome-ignore lint/correctness/useYield: it fails before its first yield
    function* (ctx) {
      insert(ctx, 1);
    },
    undefined,
    20,
  );
  await expect(impatient).rejects.toMatchObject({ code: 50 });
  engine.abort(transaction);
});

test('a long write beside busy readers gets half of the time', async () => {
  let now = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  let isOver = false;
  const slices: number[] = [];
  let steps = 0;
  // Each yield of the write lets others run for 50 ms.
  const others = (): void => {
    if (steps > 0) slices.push(steps);
    steps = 0;
    now += 50;
    if (!isOver) setImmediate(others);
  };
  const write = engine.writeCooperatively(function* () {
    setImmediate(others);
    for (let step = 0; step < 500; step += 1) {
      now += 1;
      steps += 1;
      yield undefined;
    }
  });
  await write;
  isOver = true;
  expect(slices.slice(1, 5)).toEqual([50, 50, 50, 50]);
});
