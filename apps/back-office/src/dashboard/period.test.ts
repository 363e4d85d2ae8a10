import { expect, test } from 'vitest';
import { rangeOf } from './period.ts';

test('A period has its days with today, also over the end of summer time', () => {
  expect(rangeOf('week', '2026-03-31')).toEqual({
    from: '2026-03-25',
    to: '2026-03-31',
    interval: 'day',
  });
  expect(rangeOf('quarter', '2026-11-30')).toMatchObject({ from: '2026-09-02', interval: 'week' });
  expect(rangeOf('year', '2028-02-29')).toMatchObject({ from: '2027-03-02', interval: 'month' });
});
