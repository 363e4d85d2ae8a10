import { fromLocal, utcTime, type ZoneOffset } from './time-zone.ts';

const DAY = 86_400_000;

/** Parts of a date in a time zone. `month` counts from 1, `dayOfWeek` from Sunday = 1. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly dayOfWeek: number;
  readonly dayOfYear: number;
}

/** Splits a time into the parts of the zone's calendar. */
export function dateParts(time: number, zone: ZoneOffset): DateParts {
  const local = new Date(time + zone(time));
  const year = local.getUTCFullYear();
  return {
    year,
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
    dayOfWeek: local.getUTCDay() + 1,
    dayOfYear: Math.floor((local.getTime() - utcTime(year, 0, 1)) / DAY) + 1,
  };
}

/** Returns Monday = 1 to Sunday = 7. */
export function isoDayOfWeek(parts: DateParts): number {
  return ((parts.dayOfWeek + 5) % 7) + 1;
}

/** Returns the week number. Weeks start on Sunday; days before the first Sunday are in week 0. */
export function weekOfYear(parts: DateParts): number {
  return Math.floor((parts.dayOfYear + 7 - parts.dayOfWeek) / 7);
}

/** Returns the ISO week and its year. Week 1 is the week with the year's first Thursday. */
export function isoWeek(parts: DateParts): { readonly year: number; readonly week: number } {
  const thursday = utcTime(parts.year, parts.month - 1, parts.day + 4 - isoDayOfWeek(parts));
  const year = new Date(thursday).getUTCFullYear();
  return { year, week: Math.floor((thursday - utcTime(year, 0, 1)) / DAY / 7) + 1 };
}

/** Units of `$dateAdd`, `$dateDiff` and `$dateTrunc`. */
export const UNITS = [
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'second',
  'millisecond',
] as const;

/** One of {@link UNITS}. */
export type Unit = (typeof UNITS)[number];

const FIXED: Readonly<Partial<Record<Unit, number>>> = {
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};

const MONTHS: Readonly<Partial<Record<Unit, number>>> = { year: 12, quarter: 3, month: 1 };

function addMonths(local: number, months: number): number {
  const date = new Date(local);
  const day = date.getUTCDate();
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  const lastDay = new Date(utcTime(year, month + 1, 0)).getUTCDate();
  const time = local - Math.floor(local / DAY) * DAY;
  return utcTime(year, month, Math.min(day, lastDay)) + time;
}

/** Adds units by the zone's calendar. The end of a month stays within the month. */
export function addUnits(time: number, unit: Unit, amount: number, zone: ZoneOffset): number {
  const fixed = FIXED[unit];
  if (fixed !== undefined) return time + amount * fixed;
  const local = time + zone(time);
  const months = MONTHS[unit];
  if (months !== undefined) return fromLocal(addMonths(local, amount * months), zone);
  return fromLocal(local + amount * DAY * (unit === 'week' ? 7 : 1), zone);
}

const floorDiv = (a: number, b: number): number => Math.floor(a / b);

/**
 * Returns the number of a week since 1970 that starts on `startOfWeek` (0 = Sunday). Local day 0 is
 * a Thursday.
 */
function weekNumber(localDay: number, startOfWeek: number): number {
  return floorDiv(localDay + 4 - startOfWeek, 7);
}

function ordinal(time: number, unit: Unit, zone: ZoneOffset, startOfWeek: number): number {
  const local = time + zone(time);
  const date = new Date(local);
  const months = MONTHS[unit];
  if (months !== undefined) {
    return floorDiv(date.getUTCFullYear() * 12 + date.getUTCMonth(), months);
  }
  const day = floorDiv(local, DAY);
  if (unit === 'week') return weekNumber(day, startOfWeek);
  if (unit === 'day') return day;
  return floorDiv(local, FIXED[unit] ?? 1);
}

/** Counts the unit's boundaries between two times. */
export function diffUnits(
  start: number,
  end: number,
  unit: Unit,
  zone: ZoneOffset,
  startOfWeek: number,
): number {
  const fixed = FIXED[unit];
  if (fixed !== undefined && unit !== 'hour') return floorDiv(end, fixed) - floorDiv(start, fixed);
  return ordinal(end, unit, zone, startOfWeek) - ordinal(start, unit, zone, startOfWeek);
}

/**
 * Truncates to a multiple of units since 2000-01-01 (weeks: since the first start of a week after
 * it).
 */
export function truncateTo(
  time: number,
  unit: Unit,
  binSize: number,
  zone: ZoneOffset,
  startOfWeek: number,
): number {
  const reference = utcTime(2000, 0, 1);
  const local = time + zone(time);
  const months = MONTHS[unit];
  if (months !== undefined) {
    const date = new Date(local);
    const since = (date.getUTCFullYear() - 2000) * 12 + date.getUTCMonth();
    const size = months * binSize;
    return fromLocal(utcTime(2000, floorDiv(since, size) * size, 1), zone);
  }
  if (unit === 'day') {
    const size = DAY * binSize;
    return fromLocal(reference + floorDiv(local - reference, size) * size, zone);
  }
  if (unit === 'week') {
    // 2000-01-01 was a Saturday (6). The reference is the first start of a week on or after it.
    const first = reference + ((startOfWeek - 6 + 7) % 7) * DAY;
    const size = DAY * 7 * binSize;
    return fromLocal(first + floorDiv(local - first, size) * size, zone);
  }
  const size = (FIXED[unit] ?? 1) * binSize;
  const zero = fromLocal(reference, zone);
  return zero + floorDiv(time - zero, size) * size;
}
