import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { openNotes } from '../testing/open-notes.ts';

const { database } = await useTestDatabase(openNotes);

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1) + seconds * 1000);
/** Acquires a lease at one second until another. */
const acquire = (job: string, holder: string, now: number, until: number) =>
  database.leases.acquire(job, holder, at(now), at(until));

test('a lease has one holder at a time, which may extend it', async () => {
  expect(await acquire('sweep', 'one', 0, 10)).toBe(true);
  expect(await acquire('sweep', 'two', 5, 15)).toBe(false);
  expect(await acquire('other job', 'two', 5, 15)).toBe(true);
  expect(await acquire('sweep', 'one', 5, 20)).toBe(true);
  expect(await acquire('sweep', 'two', 15, 25)).toBe(false);
});

test('a lease passes to the next holder when it ends, and the first can no longer release it', async () => {
  expect(await acquire('ending', 'one', 0, 10)).toBe(true);
  expect(await acquire('ending', 'two', 10, 20)).toBe(true);
  expect(await acquire('ending', 'one', 11, 30)).toBe(false);
  await database.leases.release('ending', 'one');
  expect(await acquire('ending', 'one', 12, 30)).toBe(false);
  await database.leases.release('ending', 'two');
  expect(await acquire('ending', 'one', 13, 30)).toBe(true);
});

test('a lease from before the clock was set back blocks no other process', async () => {
  expect(await acquire('set back', 'one', 3600, 3610)).toBe(true);
  // A lease that is ahead by the maximum difference between two servers' clocks is valid.
  expect(await acquire('set back', 'two', 3590, 3600)).toBe(false);
  expect(await acquire('set back', 'two', 0, 10)).toBe(true);
  expect(await acquire('set back', 'one', 5, 15)).toBe(false);
});

test('one of many simultaneous callers acquires the lease', async () => {
  const holders = Array.from({ length: 20 }, (_, index) => `process ${index}`);
  const outcomes = await Promise.all(holders.map((holder) => acquire('wanted', holder, 0, 10)));
  expect(outcomes.filter((isMine) => isMine)).toHaveLength(1);
});

test('lists current leases, without those from before the clock was set back', async () => {
  expect(await acquire('held', 'one', 1000, 1010)).toBe(true);
  expect(await acquire('over', 'one', 990, 1000)).toBe(true);
  expect(await acquire('from the future', 'one', 9000, 9010)).toBe(true);
  expect(await database.leases.findHeld(at(1000), at(2000))).toEqual(['held']);
});
