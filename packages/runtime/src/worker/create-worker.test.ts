import { openDatabase } from '@trastienda/db';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackgroundFault, Job } from './background.ts';
import { createBackground } from './create-background.ts';

const { server, database } = await useTestDatabase(openDatabase);

beforeEach(() => server.clear());

const until = (isSo: () => boolean) => expect.poll(isSo, { interval: 5 }).toBe(true);

/** So much is long for a lease, whatever its length. */
const LONG_MS = 3_600_000;
let now = Date.now();
const clock = { now: () => new Date(now) };

/** A job that counts how often it was done; a process of its own for each call of `background`. */
function counted(name = 'count', runOnce: (runs: number) => Promise<number> = async () => 0) {
  const faults: BackgroundFault[] = [];
  let runs = 0;
  const job: Job = {
    name,
    runOnce() {
      runs += 1;
      return runOnce(runs);
    },
  };
  const background = () =>
    createBackground({
      jobs: [job],
      leases: database.leases,
      clock,
      pollMs: 1,
      onFault: (fault) => faults.push(fault),
    });
  return { background, faults, runs: () => runs };
}

describe('the background', () => {
  it('does its jobs over and over, until it is stopped', async () => {
    const { background, runs, faults } = counted();
    const process = background();
    process.start();
    await until(() => runs() >= 3);
    await process.stop();
    const runsAtStop = runs();
    process.start();
    await until(() => runs() > runsAtStop);
    await process.stop();
    expect(faults).toEqual([]);
  });

  it('waits for what is being done when it is stopped', async () => {
    let end: (done: number) => void = () => undefined;
    const { background, runs } = counted('slow', () => new Promise((resolve) => (end = resolve)));
    const process = background();
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

  it('tells what is being done that it is to stop', async () => {
    const work = (signal?: AbortSignal) =>
      new Promise<number>((resolve) => signal?.addEventListener('abort', () => resolve(1)));
    const runOnce = vi.fn(work);
    const process = createBackground({
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

  it('leaves a job to the process that does it, and takes it over when that one has stopped', async () => {
    const [first, second] = [counted(), counted()];
    const [one, other] = [first.background(), second.background()];
    one.start();
    await until(() => first.runs() >= 1);
    const acquire = vi.spyOn(database.leases, 'acquire');
    // The first one asks for no lease while the clock stands still: these are the other's calls.
    other.start();
    await until(() => acquire.mock.calls.length >= 10);
    acquire.mockRestore();
    expect(second.runs()).toBe(0);
    await one.stop();
    await until(() => second.runs() >= 1);
    await other.stop();
  });

  it('takes over what a process that died has left, when its lease is over', async () => {
    await database.leases.acquire('count', 'dead', clock.now(), new Date(now + LONG_MS));
    const { background, runs } = counted();
    const process = background();
    process.start();
    now += LONG_MS + 1;
    await until(() => runs() >= 1);
    await process.stop();
  });

  it('tells of what goes wrong, and does the other jobs', async () => {
    const error = new Error('no');
    const failing: Job = { name: 'failing', runOnce: () => Promise.reject(error) };
    const well: Job = { name: 'well', runOnce: async () => 2 };
    const onFault = vi.fn();
    const process = createBackground({
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

  it('does each job once when it is asked to, whoever has the lease', async () => {
    await database.leases.acquire('count', 'other', clock.now(), new Date(now + LONG_MS));
    const { background } = counted('count', async () => 3);
    expect(await background().runOnce()).toBe(3);
  });
});
