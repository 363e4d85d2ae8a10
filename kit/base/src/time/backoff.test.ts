import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

const TEN_MINUTES = { firstMs: 10_000, longestMs: 600_000 };

test('the delay doubles from ten seconds to ten minutes', () => {
  const seconds = [1, 2, 3, 4, 5, 6, 7, 8, 1000].map(
    (failures) => backoffMs(TEN_MINUTES, failures, () => 0.5) / 1000,
  );
  expect(seconds).toEqual([10, 20, 40, 80, 160, 320, 600, 600, 600]);
});

test('jitter makes a quarter of it more or less', () => {
  expect(backoffMs(TEN_MINUTES, 1, () => 0)).toBe(7500);
  expect(backoffMs(TEN_MINUTES, 1, () => 0.999)).toBeLessThan(12_500);
  expect(new Set(Array.from({ length: 50 }, () => backoffMs(TEN_MINUTES, 8))).size).toBeGreaterThan(
    1,
  );
});
