import { expect, test } from 'vitest';
import { createBatchJob } from './create-batch-job.ts';

/** Creates a job over numbers that are due, in batches of two, until `run` has done them. */
function createNumbers(due: number[], run: (item: number) => Promise<boolean>) {
  const tried: number[] = [];
  const job = createBatchJob<number>({
    name: 'numbers',
    batchSize: 2,
    find: async (last = 0, limit) => due.filter((item) => item > last).slice(0, limit),
    async run(item) {
      tried.push(item);
      const isDone = await run(item);
      due.splice(due.indexOf(item), 1);
      return isDone;
    },
  });
  return { job, tried, due };
}

test('A round works through all batches, and counts what it has done itself', async () => {
  const { job, due } = createNumbers([1, 2, 3, 4, 5], async (item) => item !== 4);
  expect(await job.runOnce()).toBe(4);
  expect(due).toEqual([]);
  expect(await job.runOnce()).toBe(0);
});

test('An item that fails holds back no other, is reported, and is tried in the next round', async () => {
  let isBroken = true;
  const { job, tried, due } = createNumbers([1, 2, 3], async (item) => {
    if (isBroken && item === 1) throw new Error('no');
    return true;
  });
  await expect(job.runOnce()).rejects.toMatchObject({
    message: 'Not all of numbers was done.',
    errors: [new Error('no')],
  });
  expect(due).toEqual([1]);
  isBroken = false;
  expect(await job.runOnce()).toBe(1);
  expect(tried).toEqual([1, 2, 3, 1]);
});

test('A round that is aborted ends with the current item', async () => {
  const stopping = new AbortController();
  const { job, due } = createNumbers([1, 2, 3], async () => {
    stopping.abort();
    return true;
  });
  expect(await job.runOnce(stopping.signal)).toBe(1);
  expect(due).toEqual([2, 3]);
});
