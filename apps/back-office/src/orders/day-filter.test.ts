import { describe, expect, test } from 'vitest';
import { dayFilter, placedBetween } from './day-filter.ts';

describe('a day in an address', () => {
  test('is one of the calendar', () => {
    const { parse } = dayFilter();
    expect(parse(['2026-02-28'])).toBe('2026-02-28');
    for (const text of ['2026-02-30', '2026-2-3', 'today', ''])
      expect(parse([text])).toBeUndefined();
    expect(parse([])).toBeUndefined();
  });
});

describe('the times of days', () => {
  test('are from the first midnight to the one after the last day, here', () => {
    expect(placedBetween({ from: '2026-03-29', until: '2026-03-29' })).toEqual({
      placedFrom: new Date(2026, 2, 29).toISOString(),
      placedUntil: new Date(2026, 2, 30).toISOString(),
    });
  });

  test('are open where no day is set', () => {
    expect(placedBetween({})).toEqual({});
    expect(placedBetween({ until: '2026-12-31' })).toEqual({
      placedUntil: new Date(2027, 0, 1).toISOString(),
    });
  });
});
