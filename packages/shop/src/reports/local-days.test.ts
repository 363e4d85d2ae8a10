import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  countDays,
  divideRange,
  localDay,
  rangeBefore,
  startOfDay,
} from './local-days.ts';

const HOUR_MS = 3_600_000;
const hoursOf = (day: string, zone: string) =>
  (startOfDay(addDays(day, 1), zone).getTime() - startOfDay(day, zone).getTime()) / HOUR_MS;

describe('a local day', () => {
  test.each([
    ['2026-03-28', 'Europe/Madrid', 24],
    ['2026-03-29', 'Europe/Madrid', 23],
    ['2026-10-25', 'Europe/Madrid', 25],
    ['2026-03-08', 'America/New_York', 23],
    ['2026-11-01', 'America/New_York', 25],
    // Half an hour.
    ['2026-10-04', 'Australia/Lord_Howe', 23.5],
    // Clocks are put forward at midnight: the day begins at one.
    ['2026-09-06', 'America/Santiago', 23],
  ])('%s in %s has %d hours', (day, zone, hours) => {
    expect(hoursOf(day, zone)).toBe(hours);
  });

  test('begins where the one before ends, in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
        fc.integer({ min: 0, max: 3650 }),
        (zone, offset) => {
          const day = addDays('2020-01-01', offset);
          const start = startOfDay(day, zone);
          expect(localDay(start, zone)).toBe(day);
          expect(localDay(new Date(start.getTime() - 1), zone) < day).toBe(true);
        },
      ),
    );
  });

  test('of a moment is not the one of UTC where the zone is ahead or behind', () => {
    const at = new Date('2026-01-31T23:30:00.000Z');
    expect(localDay(at, 'Europe/Madrid')).toBe('2026-02-01');
    expect(localDay(at, 'UTC')).toBe('2026-01-31');
    expect(localDay(new Date('2026-02-01T03:00:00.000Z'), 'America/New_York')).toBe('2026-01-31');
  });
});

describe('a range of days', () => {
  test('has as many days as the one before it, which ends the day before', () => {
    const range = { from: '2026-03-01', to: '2026-03-31' };
    expect(countDays(range)).toBe(31);
    expect(rangeBefore(range)).toEqual({ from: '2026-01-29', to: '2026-02-28' });
  });

  test('is divided into ISO weeks and months, cut off at its ends', () => {
    const range = { from: '2026-01-29', to: '2026-02-10' };
    expect(divideRange(range, 'week')).toEqual([
      { from: '2026-01-29', to: '2026-02-01' },
      { from: '2026-02-02', to: '2026-02-08' },
      { from: '2026-02-09', to: '2026-02-10' },
    ]);
    expect(divideRange(range, 'month')).toEqual([
      { from: '2026-01-29', to: '2026-01-31' },
      { from: '2026-02-01', to: '2026-02-10' },
    ]);
    expect(divideRange(range, 'day')).toHaveLength(13);
  });

  test.each(['day', 'week', 'month'] as const)('can end with the last date: by %s', (interval) => {
    const range = { from: '9999-12-30', to: '9999-12-31' };
    const parts = divideRange(range, interval);
    expect([parts[0]?.from, parts.at(-1)?.to]).toEqual([range.from, range.to]);
    expect(parts.length).toBeLessThan(3);
  });

  test('has every day in exactly one of its parts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 0, max: 100 }),
        fc.constantFrom('day' as const, 'week' as const, 'month' as const),
        (offset, length, interval) => {
          const from = addDays('2025-01-01', offset);
          const range = { from, to: addDays(from, length) };
          const parts = divideRange(range, interval);
          expect(parts.reduce((sum, part) => sum + countDays(part), 0)).toBe(length + 1);
          expect(parts.map((part) => part.from)).toEqual(parts.map((part) => part.from).toSorted());
        },
      ),
    );
  });
});
