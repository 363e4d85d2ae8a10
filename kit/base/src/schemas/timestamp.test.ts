import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Timestamp, TimestampInput } from './timestamp.ts';

describe('an instant', () => {
  test.each([
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T12:00:00.123456Z', '2026-01-31T12:00:00.123Z'],
    ['2026-01-31T00:30:00+01:00', '2026-01-30T23:30:00.000Z'],
    ['2026-01-31T12:00:00.5-03:30', '2026-01-31T15:30:00.500Z'],
  ])('may be written as %s, which is %s', (text, instant) => {
    expect(TimestampInput.parse(text)).toBe(instant);
  });

  test.each([
    ...['', '2026-01-31', '2026-01-31T12:00:00', '2026-02-30T12:00:00Z', '1767225600'],
    ...['2026-01-31T12:00:00+1', '9999-12-31T23:59:59-01:00', '0000-01-01T00:00:00+01:00'],
  ])('is not %j', (text) => expect(TimestampInput.safeParse(text).success).toBe(false));

  test('is converted to UTC, and the same whatever its offset', () => {
    const offsets = fc.integer({ min: -12 * 60, max: 14 * 60 });
    const dates = fc.date({
      min: new Date('0001-01-01'),
      max: new Date('9999-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, offsets, (date, minutes) => {
        const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
        const two = (part: number) => String(part).padStart(2, '0');
        const text = `${local}${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`;
        const instant = TimestampInput.parse(text);
        expect(instant).toBe(date.toISOString());
        expect(Timestamp.parse(instant)).toBe(instant);
        expect(TimestampInput.parse(instant)).toBe(instant);
      }),
    );
  });
});
