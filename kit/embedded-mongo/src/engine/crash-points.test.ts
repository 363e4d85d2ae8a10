import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { startEmbeddedMongo } from '../index.ts';
import { DATA_FILE, FileStore } from '../storage/file-store.ts';
import type { DirectoryReport } from '../testing/check-consistency.ts';
import { checkConsistency } from '../testing/check-consistency.ts';
import {
  checkRecovery,
  findRepeatedWrites,
  retryLast,
  writtenBy,
} from '../testing/check-recovery.ts';
import type { Attempt } from '../testing/crash-client.ts';
import { CrashClient } from '../testing/crash-client.ts';
import { killImage, powerCutImage } from '../testing/crash-image.ts';
import type { Step } from '../testing/crash-steps.ts';
import { anyStep } from '../testing/crash-steps.ts';
import { RawClient } from '../testing/raw-client.ts';
import { runCount } from '../testing/run-count.ts';

/** A point in time at which the machine or the process crashes. */
interface CrashPoint {
  /** Number of the commit during which it happens, counted from the start. */
  readonly commit: number;
  /** Delay after the start of that commit, in iterations of the event loop plus a busy wait. */
  readonly turns: number;
  readonly microseconds: number;
  readonly isPowerCut: boolean;
  readonly seed: number;
}

interface Crash {
  readonly image: Buffer;
  /** All attempts and answers up to then. */
  readonly attempts: readonly Attempt[];
}

const crashPoint: fc.Arbitrary<CrashPoint> = fc.record({
  commit: fc.nat(40),
  turns: fc.nat(3),
  microseconds: fc.nat(1500),
  isPowerCut: fc.boolean(),
  seed: fc.integer(),
});

afterEach(() => {
  vi.restoreAllMocks();
});

function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Blocks this thread. The thread that commits keeps running. */
function busyFor(microseconds: number): void {
  const end = performance.now() + microseconds / 1000;
  while (performance.now() < end);
}

/**
 * Takes images of the file during some of the next commits. Call the returned function for them.
 */
function collectCrashes(
  path: string,
  crashPoints: readonly CrashPoint[],
  attempts: () => readonly Attempt[],
): () => Promise<Crash[]> {
  const crashes: Promise<Crash>[] = [];
  const plain = FileStore.prototype.commit;
  let begun = 0;
  const crash = async (
    one: CrashPoint,
    before: Buffer,
    committed: Promise<void>,
  ): Promise<Crash> => {
    let isUnderWay = true;
    const end = (): void => {
      isUnderWay = false;
    };
    void committed.then(end, end);
    for (let i = 0; i < one.turns; i += 1) await new Promise((resolve) => setImmediate(resolve));
    busyFor(one.microseconds);
    const now = killImage(path);
    // A finished commit is completely on disk.
    const isTorn = one.isPowerCut && isUnderWay;
    const image = isTorn ? powerCutImage(before, now, randomFrom(one.seed)) : now;
    return { image, attempts: attempts() };
  };
  vi.spyOn(FileStore.prototype, 'commit').mockImplementation(function (this: FileStore, writes) {
    const due = crashPoints.filter(({ commit }) => commit === begun);
    begun += 1;
    const before = due.length > 0 ? killImage(path) : Buffer.alloc(0);
    const committed = plain.call(this, writes);
    for (const one of due) crashes.push(crash(one, before, committed));
    return committed;
  });
  return () => Promise.all(crashes);
}

async function runClients(
  dir: string,
  work: readonly (readonly Step[])[],
  crashPoints: readonly CrashPoint[],
): Promise<Crash[]> {
  const mongo = await startEmbeddedMongo({ dir });
  const raws = await Promise.all(work.map(() => RawClient.open(mongo.port)));
  const clients = raws.map((raw) => new CrashClient(raw));
  const collected = collectCrashes(join(dir, DATA_FILE), crashPoints, () =>
    clients.flatMap(({ attempts }) => [...attempts]),
  );
  await Promise.all(
    clients.map(async (client, i) => {
      for (const step of work[i] ?? []) await client.run(step);
    }),
  );
  const crashes = await collected();
  vi.restoreAllMocks();
  for (const raw of raws) raw.close();
  await mongo.close();
  return crashes;
}

async function recover(dir: string, { image, attempts }: Crash, whole: DirectoryReport) {
  await writeFile(join(dir, DATA_FILE), image);
  const found = await checkConsistency(dir);
  expect(checkRecovery(found, attempts)).toEqual([]);
  const prefix = whole.log.filter(({ sequence }) => sequence <= found.sequence);
  expect(found.log.map(({ bytes }) => bytes.toString('base64'))).toEqual(
    prefix.map(({ bytes }) => bytes.toString('base64')),
  );
  const written = writtenBy(found);
  const mongo = await startEmbeddedMongo({ dir });
  const refused = await retryLast(mongo.port, attempts, written);
  await mongo.close();
  const after = await checkConsistency(dir);
  expect([...refused, ...after.problems, ...findRepeatedWrites(written, writtenBy(after))]).toEqual(
    [],
  );
}

test('a kill or a power cut keeps every acknowledged write, and every other write completely or not at all', async () => {
  const work = fc.array(fc.array(anyStep, { minLength: 30, maxLength: 60 }), {
    minLength: 2,
    maxLength: 4,
  });
  const property = fc.asyncProperty(
    work,
    fc.array(crashPoint, { minLength: 8, maxLength: 12 }),
    async (steps, crashPoints) => {
      const dir = await mkdtemp(join(tmpdir(), 'trastienda-crash-'));
      try {
        const crashes = await runClients(dir, steps, crashPoints);
        const whole = await checkConsistency(dir);
        expect(whole.problems).toEqual([]);
        for (const crash of crashes) {
          const copy = await mkdtemp(join(dir, 'copy-'));
          await recover(copy, crash, whole);
        }
      } finally {
        await rm(dir, { recursive: true, force: true });
      }
    },
  );
  // Concurrent work differs between runs, so a shrunk case need not fail again.
  await fc.assert(property, { numRuns: runCount(4, 400), endOnFailure: true });
}, 3_600_000);

test('sweeping and log trimming survive a crash at any commit', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'trastienda-sweep-'));
  const path = join(dir, DATA_FILE);
  const mongo = await startEmbeddedMongo({ dir, fsync: false, logMaxBytes: 10_000 });
  const raw = await RawClient.open(mongo.port);
  let copies = 0;
  const reportNow = async (): Promise<DirectoryReport> => {
    const copy = join(dir, `copy-${copies}`);
    copies += 1;
    await mkdir(copy);
    await writeFile(join(copy, DATA_FILE), killImage(path));
    return checkConsistency(copy);
  };
  try {
    const $db = 'crash';
    for (const name of ['a', 'b']) {
      const documents = Array.from({ length: 3000 }, (_, n) => ({ _id: n, n, tags: [n, n + 1] }));
      await raw.command({ createIndexes: name, indexes: [{ key: { tags: 1 }, name: 't' }], $db });
      await raw.command({ insert: name, documents, $db });
    }
    const reports: Promise<DirectoryReport>[] = [];
    const plain = FileStore.prototype.commit;
    vi.spyOn(FileStore.prototype, 'commit').mockImplementation(async function (
      this: FileStore,
      writes,
    ) {
      await plain.call(this, writes);
      reports.push(reportNow());
    });
    await raw.command({ drop: 'a', $db });
    const state = async () => {
      const { dropped, log } = await reportNow();
      return { dropped, isTrimmed: log.length < 100 };
    };
    await expect.poll(state, { interval: 100 }).toEqual({ dropped: 0, isTrimmed: true });
    const all = await Promise.all(reports);
    expect(all.flatMap(({ problems }) => problems)).toEqual([]);
    expect(all.some(({ dropped, log }) => dropped > 0 || log.length > 1000)).toBe(true);
  } finally {
    vi.restoreAllMocks();
    raw.close();
    await mongo.close();
    await rm(dir, { recursive: true, force: true });
  }
});
