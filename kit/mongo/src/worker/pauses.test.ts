import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPauses } from './pauses.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => void vi.useRealTimers());

/** Returns how long a pause lasts. */
async function lengthOf(pause: Promise<void>): Promise<number> {
  const from = Date.now();
  let isOver = false;
  void pause.then(() => {
    isOver = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  while (!isOver) await vi.advanceTimersToNextTimerAsync();
  return Date.now() - from;
}

test('a loop waits longer after each failure in a row, and starts over after a success', async () => {
  const pauses = createPauses(() => false);
  const lengths: number[] = [];
  for (let failures = 1; failures <= 6; failures += 1) {
    lengths.push(await lengthOf(pauses.backOff()));
  }
  expect(lengths).toEqual([1000, 2000, 4000, 5000, 5000, 5000]);
  expect(await lengthOf(pauses.rest(500))).toBe(500);
  expect(await lengthOf(pauses.backOff())).toBe(1000);
});

test('a wake ends the pause, and one during a successful round the next pause', async () => {
  const pauses = createPauses(() => false);
  for (const begin of [() => pauses.rest(500), () => pauses.backOff()]) {
    const pause = begin();
    pauses.wake();
    expect(await lengthOf(pause)).toBe(0);
    pauses.beginRound();
    pauses.wake();
    expect(await lengthOf(pauses.rest(500))).toBe(0);
    pauses.beginRound();
    expect(await lengthOf(pauses.rest(500))).toBe(500);
  }
  pauses.wake();
  expect(await lengthOf(pauses.backOff())).toBe(1000);
});

test('a stopping loop does not wait', async () => {
  let isStopping = false;
  const pauses = createPauses(() => isStopping);
  const pause = pauses.backOff();
  isStopping = true;
  pauses.wake();
  expect(await lengthOf(pause)).toBe(0);
  expect(await lengthOf(pauses.backOff())).toBe(0);
  expect(await lengthOf(pauses.rest(500))).toBe(0);
});
