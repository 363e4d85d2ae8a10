import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openNotes } from '../testing/open-notes.ts';
import { createWorker } from './create-worker.ts';
import type { Job, QueueJob, WorkerFault } from './worker.ts';

const { server, database } = await useTestDatabase(openNotes);

beforeEach(() => server.clear());

const until = (isSo: () => boolean) => expect.poll(isSo, { interval: 5 }).toBe(true);

/** Longer than any lease. */
const LONG_MS = 3_600_000;
let now = Date.now();
const clock = { now: () => new Date(now) };

/** Creates a job that counts its rounds; each call of `worker` is another process. */
function counted(
  name = 'count',
  runOnce: (runs: number) => Promise<number> = async () => 0,
  pollMs = 1,
) {
  const faults: WorkerFault[] = [];
  let runs = 0;
  const job: Job = {
    name,
    runOnce() {
      runs += 1;
      return runOnce(runs);
    },
  };
  const worker = () =>
    createWorker({
      jobs: [job],
      leases: database.leases,
      clock,
      pollMs,
      onFault: (fault) => faults.push(fault),
    });
  return { worker, faults, runs: () => runs };
}

describe('a worker', () => {
  test('does its jobs over and over, until it is stopped', async () => {
    const { worker, runs, faults } = counted();
    const process = worker();
    process.start();
    await until(() => runs() >= 3);
    await process.stop();
    const runsAtStop = runs();
    process.start();
    await until(() => runs() > runsAtStop);
    await process.stop();
    expect(faults).toEqual([]);
  });

  test('waits for running work when it is stopped', async () => {
    let end: (done: number) => void = () => undefined;
    const { worker, runs } = counted('slow', () => new Promise((resolve) => (end = resolve)));
    const process = worker();
    process.start();
    await until(() => runs() === 1);
    let isStopped = false;
    const stopping = process.stop().then(() => {
      isStopped = true;
    });
    await database.ping();
    expect(isStopped).toBe(false);
    end(1);
    await stopping;
    expect(runs()).toBe(1);
  });

  test('aborts the signal of running work when it is stopped', async () => {
    const work = (signal?: AbortSignal) =>
      new Promise<number>((resolve) => signal?.addEventListener('abort', () => resolve(1)));
    const runOnce = vi.fn(work);
    const process = createWorker({
      jobs: [{ name: 'long', runOnce }],
      leases: database.leases,
      clock,
      pollMs: 1,
      onFault: () => undefined,
    });
    for (const starts of [1, 2]) {
      process.start();
      await until(() => runOnce.mock.calls.length === starts);
      await process.stop();
    }
  });

  test('stops waiting at its deadline for a round that does not end', async () => {
    let end: (done: number) => void = () => undefined;
    const { worker, runs, faults } = counted(
      'deaf',
      () => new Promise((resolve) => (end = resolve)),
    );
    const process = worker();
    process.start();
    await until(() => runs() === 1);
    await process.stop(1);
    // Its lease stays until the round ends: no other process may start one concurrently.
    const later = new Date(now + LONG_MS);
    expect(await database.leases.acquire('deaf', 'other', clock.now(), later)).toBe(false);
    end(1);
    await process.stop();
    expect(await database.leases.acquire('deaf', 'other', clock.now(), later)).toBe(true);
    expect({ runs: runs(), faults }).toEqual({ runs: 1, faults: [] });
  });

  test('starts again during an unfinished stop, and never twice at once', async () => {
    const ends: (() => void)[] = [];
    let atOnce = 0;
    let most = 0;
    const { worker, runs } = counted('again', async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise<void>((resolve) => ends.push(resolve));
      atOnce -= 1;
      return 0;
    });
    const process = worker();
    process.start();
    await until(() => runs() === 1);
    const stopping = process.stop();
    process.start();
    ends[0]?.();
    await stopping;
    await until(() => runs() === 2);
    const ended = process.stop();
    ends[1]?.();
    await ended;
    expect({ runs: runs(), most }).toEqual({ runs: 2, most: 1 });
  });

  test('leaves a job to the process with its lease, and takes over when that one has stopped', async () => {
    const [first, second] = [counted(), counted()];
    const [one, other] = [first.worker(), second.worker()];
    one.start();
    await until(() => first.runs() >= 1);
    const acquire = vi.spyOn(database.leases, 'acquire');
    // The first one requests no lease while the clock stands still: these are the other's calls.
    other.start();
    await until(() => acquire.mock.calls.length >= 10);
    acquire.mockRestore();
    expect(second.runs()).toBe(0);
    await one.stop();
    await until(() => second.runs() >= 1);
    await other.stop();
  });

  test('takes over from a process that died, when its lease is over', async () => {
    await database.leases.acquire('count', 'dead', clock.now(), new Date(now + LONG_MS));
    const { worker, runs } = counted();
    const process = worker();
    process.start();
    now += LONG_MS + 1;
    await until(() => runs() >= 1);
    await process.stop();
  });

  test('reports failures, and does the other jobs', async () => {
    const error = new Error('no');
    const failing: Job = { name: 'failing', runOnce: () => Promise.reject(error) };
    const well: Job = { name: 'well', runOnce: async () => 2 };
    const onFault = vi.fn();
    const process = createWorker({
      jobs: [failing, well],
      leases: database.leases,
      clock,
      onFault,
    });
    expect(await process.runOnce()).toBe(2);
    expect(onFault.mock.calls).toEqual([[{ job: 'failing', error }]]);
    process.start();
    await until(() => onFault.mock.calls.length === 2);
    await process.stop();
  });

  test('looks less often for the work of a job that can wait', async () => {
    const runs = { often: 0, seldom: 0 };
    const jobOf = (name: keyof typeof runs, polls: number): Job => ({
      name,
      idlePolls: () => polls,
      async runOnce() {
        runs[name] += 1;
        return 0;
      },
    });
    const process = createWorker({
      jobs: [jobOf('seldom', 2 ** 31), jobOf('often', 1)],
      leases: database.leases,
      clock,
      pollMs: 1,
      onFault: () => undefined,
    });
    process.start();
    await until(() => runs.often >= 20 && runs.seldom > 0);
    expect(runs.seldom).toBe(1);
    process.wake(new Set(['seldom']));
    await until(() => runs.seldom === 2);
    await process.stop();
  });

  test('runs each job once on request, whichever process has the lease', async () => {
    await database.leases.acquire('count', 'other', clock.now(), new Date(now + LONG_MS));
    const { worker } = counted('count', async () => 3);
    expect(await worker().runOnce()).toBe(3);
  });

  test('runs a job at once when it is woken, also when it was woken during a round', async () => {
    const { worker, runs } = counted(
      'woken',
      async (count) => {
        if (count === 2) process.wake();
        return 0;
      },
      2 ** 30,
    );
    const process = worker();
    process.start();
    await until(() => runs() === 1);
    process.wake();
    await until(() => runs() === 3);
    await process.stop();
    expect(runs()).toBe(3);
  });
});

describe('a worker on a queue', () => {
  /**
   * Creates a queue whose items, by number, run until they are resolved or their signal is aborted.
   */
  function queue(items: number) {
    const begun: number[] = [];
    const aborted: number[] = [];
    const ends = new Map<number, () => void>();
    const onFault = vi.fn();
    let claims = 0;
    const job: QueueJob = {
      name: 'queue',
      concurrency: 2,
      async claim() {
        await database.ping();
        if (claims === items) return null;
        claims += 1;
        const item = claims;
        return (signal) =>
          new Promise<number>((resolve) => {
            begun.push(item);
            ends.set(item, () => resolve(1));
            signal.addEventListener('abort', () => {
              aborted.push(item);
              resolve(0);
            });
          });
      },
    };
    const worker = createWorker({
      jobs: [job],
      leases: database.leases,
      clock,
      pollMs: 2 ** 30,
      onFault,
    });
    return { worker, begun, aborted, end: (item: number) => ends.get(item)?.(), onFault };
  }

  test('runs as many tasks at once as the job allows, and the next when one has ended', async () => {
    const { worker, begun, end } = queue(3);
    worker.start();
    await until(() => begun.length === 2);
    await database.ping();
    expect(begun).toEqual([1, 2]);
    end(2);
    await until(() => begun.length === 3);
    end(1);
    end(3);
    await worker.stop();
  });

  test('waits for its tasks when it is stopped, and aborts slow ones', async () => {
    const { worker, begun, aborted, end, onFault } = queue(3);
    worker.start();
    await until(() => begun.length === 2);
    const stopping = worker.stop(50);
    end(1);
    await stopping;
    expect({ begun, aborted }).toEqual({ begun: [1, 2], aborted: [2] });
    expect(onFault).not.toHaveBeenCalled();
  });

  test('aborts slow tasks at the deadline of a later stop, while an earlier one waits', async () => {
    const { worker, begun, aborted } = queue(2);
    worker.start();
    await until(() => begun.length === 2);
    const stopping = worker.stop();
    await worker.stop(20);
    await stopping;
    expect(aborted).toEqual([1, 2]);
  });

  test('starts again during an unfinished stop, with no more tasks at once', async () => {
    const { worker, begun, end } = queue(3);
    worker.start();
    await until(() => begun.length === 2);
    const stopping = worker.stop();
    worker.start();
    end(1);
    await database.ping();
    expect(begun).toEqual([1, 2]);
    end(2);
    await stopping;
    await until(() => begun.length === 3);
    end(3);
    await worker.stop();
  });

  test('takes no lease: every process claims', async () => {
    const acquire = vi.spyOn(database.leases, 'acquire');
    const { worker, begun, end } = queue(1);
    worker.start();
    await until(() => begun.length === 1);
    end(1);
    await worker.stop();
    expect(acquire).not.toHaveBeenCalled();
  });
});
