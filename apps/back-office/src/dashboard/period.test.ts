import { expect, test } from 'vitest';
import { dateIn, rangeOf } from './period.ts';

test('Today is the date in the time zone of the shop, not of the browser', () => {
  const moment = new Date('2026-03-28T23:30:00Z');
  expect(dateIn('Europe/Madrid', moment)).toBe('2026-03-29');
  expect(dateIn('America/Bogota', moment)).toBe('2026-03-28');
});

test('A period has its days with today, also over the end of summer time', () => {
  expect(rangeOf('week', '2026-03-31')).toEqual({
    from: '2026-03-25',
    to: '2026-03-31',
    interval: 'day',
  });
  expect(rangeOf('quarter', '2026-11-30')).toMatchObject({ from: '2026-09-02', interval: 'week' });
  expect(rangeOf('year', '2028-02-29')).toMatchObject({ from: '2027-03-02', interval: 'month' });
});
