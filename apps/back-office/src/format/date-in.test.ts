import { expect, test } from 'vitest';
import { dateIn } from './date-in.ts';

test('Today is the date in the time zone of the shop, not of the browser', () => {
  const moment = new Date('2026-03-28T23:30:00Z');
  expect(dateIn('Europe/Madrid', moment)).toBe('2026-03-29');
  expect(dateIn('America/Bogota', moment)).toBe('2026-03-28');
});
