import { mongoError } from '../../mongo-error.ts';

/** Tells how far local time is from UTC, in milliseconds, at an instant. */
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

/** `Date.UTC` without its habit of reading the years 0 to 99 as 1900 to 1999. */
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

/** A time zone by its name or its offset (`+02:00`, `-0330`, `+09`). Throws 40485. */
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

/** The instant at which clocks in the zone show `local` (milliseconds as if it were UTC). */
export function fromLocal(local: number, zone: ZoneOffset): number {
  const guess = local - zone(local);
  return local - zone(guess);
}
