import { Temporal } from '@js-temporal/polyfill';

/** Returns the date of a moment in a time zone: `2026-03-29`. */
export function localDay(at: Date, timeZone: string): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime());
  return instant.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/**
 * Returns the first moment of a day in a time zone, which is not midnight where clocks are put
 * forward then.
 */
export function startOfDay(day: string, timeZone: string): Date {
  const start = Temporal.PlainDate.from(day).toZonedDateTime(timeZone);
  return new Date(start.epochMilliseconds);
}

/** Returns the date some days later, or earlier when `days` is negative. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** A range of days; both ends belong to it. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** Returns the number of days of a range. */
export function countDays({ from, to }: DayRange): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1;
}

/** Returns the range of as many days that ends the day before. */
export function rangeBefore(range: DayRange): DayRange {
  return { from: addDays(range.from, -countDays(range)), to: addDays(range.from, -1) };
}

/** Returns the first day of the week (Monday, as ISO 8601 has it) or month of a day. */
function startOfInterval(day: string, interval: 'day' | 'week' | 'month'): string {
  const date = Temporal.PlainDate.from(day);
  if (interval === 'month') return date.with({ day: 1 }).toString();
  if (interval === 'week') return date.subtract({ days: date.dayOfWeek - 1 }).toString();
  return day;
}

/**
 * Divides a range into days, ISO weeks or months, in order. The first and the last are cut off at
 * the ends of the range.
 */
export function divideRange(range: DayRange, interval: 'day' | 'week' | 'month'): DayRange[] {
  const parts: DayRange[] = [];
  for (let { from } = range; ; ) {
    const first = Temporal.PlainDate.from(startOfInterval(from, interval));
    const next = first.add({ [`${interval}s`]: 1 });
    // Not as texts: those of the year 10000 come before all others.
    if (Temporal.PlainDate.compare(next, range.to) > 0) return [...parts, { from, to: range.to }];
    parts.push({ from, to: next.subtract({ days: 1 }).toString() });
    from = next.toString();
  }
}
