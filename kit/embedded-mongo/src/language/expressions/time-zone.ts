import { mongoError } from '../../mongo-error.ts';

/** Returns the offset of local time from UTC at a time, in milliseconds. */
export type ZoneOffset = (time: number) => number;

const UTC: ZoneOffset = () => 0;
const known = new Map<string, ZoneOffset>();

function namedZone(name: string): ZoneOffset {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw mongoError(40485, `unrecognized time zone identifier: "${name}"`);
  }
  return (time) => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(time)) parts[type] = Number(value);
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const local = utcTime(year, month - 1, day, hour, minute, second, 0);
    return local - Math.floor(time / 1000) * 1000;
  };
}

/** Works like `Date.UTC`, but takes the years 0 to 99 literally. */
export function utcTime(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  millisecond = 0,
): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  date.setUTCHours(hour, minute, second, millisecond);
  return date.getTime();
}

/**
 * Returns a time zone by its name or its offset (`+02:00`, `-0330`, `+09`).
 *
 * @throws {MongoError} 40485 for an unknown zone.
 */
export function zoneOffset(name: string): ZoneOffset {
  if (name === 'UTC' || name === 'GMT' || name === 'Z') return UTC;
  const cached = known.get(name);
  if (cached) return cached;
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(name);
  let zone: ZoneOffset;
  if (fixed) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0);
    const offset = (fixed[1] === '-' ? -minutes : minutes) * 60_000;
    zone = () => offset;
  } else {
    zone = namedZone(name);
  }
  known.set(name, zone);
  return zone;
}

/** Returns the time at which clocks in the zone show `local` (milliseconds as if in UTC). */
export function fromLocal(local: number, zone: ZoneOffset): number {
  const guess = local - zone(local);
  return local - zone(guess);
}
