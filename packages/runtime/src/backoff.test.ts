import { expect, test } from 'vitest';
import { retryDelayMs } from './retry-delay.ts';

test('the delay doubles from ten seconds to ten minutes', () => {
  const seconds = [1, 2, 3, 4, 5, 6, 7, 8, 1000].map(
    (attempts) => retryDelayMs(attempts, () => 0.5) / 1000,
  );
  expect(seconds).toEqual([10, 20, 40, 80, 160, 320, 600, 600, 600]);
});

test('chance makes a quarter of it more or less', () => {
  expect(retryDelayMs(1, () => 0)).toBe(7500);
  expect(retryDelayMs(1, () => 0.999)).toBeLessThan(12_500);
  expect(new Set(Array.from({ length: 50 }, () => retryDelayMs(8))).size).toBeGreaterThan(1);
});
