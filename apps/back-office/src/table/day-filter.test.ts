import { describe, expect, test } from 'vitest';
import { dayFilter } from './day-filter.ts';

describe('a day in an address', () => {
  test('is one of the calendar', () => {
    const { parse } = dayFilter();
    expect(parse(['2026-02-28'])).toBe('2026-02-28');
    for (const text of ['2026-02-30', '2026-2-3', 'today', ''])
      expect(parse([text])).toBeUndefined();
    expect(parse([])).toBeUndefined();
  });
});
