import { expect, test } from 'vitest';
import { fromZonedText, toZonedText } from './zoned-time.ts';

const MADRID = 'Europe/Madrid';

test.each([
  ['2026-01-15T10:30', '2026-01-15T09:30:00.000Z'],
  ['2026-07-15T10:30', '2026-07-15T08:30:00.000Z'],
  ['2026-03-29T00:00', '2026-03-28T23:00:00.000Z'],
  ['2026-03-29T04:00', '2026-03-29T02:00:00.000Z'],
  ['2026-10-25T12:00', '2026-10-25T11:00:00.000Z'],
])('%s in Madrid is %s, and back', (text, timestamp) => {
  expect(fromZonedText(text, MADRID)).toBe(timestamp);
  expect(toZonedText(timestamp, MADRID)).toBe(text);
});

test('A time that the clocks skip becomes the time after it', () => {
  expect(fromZonedText('2026-03-29T02:30', MADRID)).toBe('2026-03-29T01:30:00.000Z');
});

test('A time that happens twice is the first', () => {
  expect(fromZonedText('2026-10-25T02:30', MADRID)).toBe('2026-10-25T00:30:00.000Z');
});

test('Text that is no time is none', () => {
  expect(fromZonedText('', MADRID)).toBeNull();
});
