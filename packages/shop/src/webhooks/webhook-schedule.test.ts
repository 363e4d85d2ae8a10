import { describe, expect, test } from 'vitest';
import { nextAttemptAt } from './webhook-schedule.ts';

const now = new Date('2026-03-01T12:00:00.000Z');

function pauseAfter(failures: number, retryAfter: string | null = null, random = () => 0) {
  const next = nextAttemptAt(failures, now, { retryAfter, random });
  return next && (next.getTime() - now.getTime()) / 1000;
}

describe('the pauses of a delivery', () => {
  test('are 5 seconds, 5 and 30 minutes, 2, 5, 10 and 10 hours, and then it is given up', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map((failures) => pauseAfter(failures));
    expect(pauses).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 36_000, null]);
  });

  test('vary by a tenth, so that what failed together is not repeated together', () => {
    expect(pauseAfter(2, null, () => 0.5)).toBe(315);
    expect(pauseAfter(2, null, () => 1)).toBe(330);
  });

  test.each([
    ['120', 120],
    ['1', 5],
    ['0', 5],
    ['99999999', 36_000],
    ['Sun, 01 Mar 2026 12:10:00 GMT', 600],
    ['Sun, 01 Mar 2020 12:10:00 GMT', 5],
    ['-5', 5],
    ['soon', 5],
    ['1e9', 5],
    ['', 5],
  ])(
    'become longer, and never shorter, when a receiver answers Retry-After: %s',
    (header, seconds) => {
      expect(pauseAfter(1, header)).toBe(seconds);
    },
  );

  test('are not followed by another attempt because of Retry-After', () => {
    expect(pauseAfter(8, '60')).toBeNull();
  });
});
