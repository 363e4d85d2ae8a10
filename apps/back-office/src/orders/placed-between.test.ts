import { describe, expect, test } from 'vitest';
import { placedBetween } from './placed-between.ts';

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
