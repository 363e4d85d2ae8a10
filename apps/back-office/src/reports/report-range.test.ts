import { expect, test } from 'vitest';
import { intervalOf, rangeOf } from './report-range.ts';

const TODAY = '2026-03-15';

test.each([
  ['today', '2026-03-15', '2026-03-15'],
  ['week', '2026-03-09', '2026-03-15'],
  ['month', '2026-02-14', '2026-03-15'],
  ['thisMonth', '2026-03-01', '2026-03-15'],
  ['lastMonth', '2026-02-01', '2026-02-28'],
  ['thisYear', '2026-01-01', '2026-03-15'],
  ['lastYear', '2025-01-01', '2025-12-31'],
] as const)('%s is from %s to %s', (preset, from, to) => {
  expect(rangeOf(preset, TODAY)).toEqual({ from, to });
});

test('The month before January is in the year before', () => {
  expect(rangeOf('lastMonth', '2026-01-10')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
});

test('Long ranges have longer parts', () => {
  expect(intervalOf(rangeOf('month', TODAY))).toBe('day');
  expect(intervalOf(rangeOf('quarter', TODAY))).toBe('week');
  expect(intervalOf(rangeOf('year', TODAY))).toBe('month');
});
