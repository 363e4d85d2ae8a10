import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TimeSlice } from './time-slice.ts';

let now = 1_000_000;

beforeEach(() => void vi.spyOn(Date, 'now').mockImplementation(() => now));
afterEach(() => void vi.restoreAllMocks());

/** Returns the length of the next slice after a pause of this length. */
async function sliceBehind(slice: TimeSlice, pauseMs: number): Promise<number> {
  now += 1000;
  const pause = slice.pause();
  expect(pause).toBeDefined();
  now += pauseMs;
  await pause;
  let length = 0;
  while (!slice.pause()) {
    now += 1;
    length += 1;
  }
  return length;
}

test('a growing slice is as long as the pause before it, up to its maximum', async () => {
  expect(await sliceBehind(new TimeSlice({ longestMs: 100 }), 0)).toBe(8);
  expect(await sliceBehind(new TimeSlice({ longestMs: 100 }), 60)).toBe(60);
  expect(await sliceBehind(new TimeSlice({ longestMs: 100 }), 5000)).toBe(100);
});

test('other slices stay short', async () => {
  expect(await sliceBehind(new TimeSlice(), 60)).toBe(8);
});

test('the next pause fails when the database closes, even in a new slice', () => {
  const closer = new AbortController();
  const slice = new TimeSlice({ closing: closer.signal });
  expect(slice.pause()).toBeUndefined();
  closer.abort();
  expect(() => slice.pause()).toThrow(expect.objectContaining({ code: 11_600 }));
});
