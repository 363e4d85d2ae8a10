import { mongoError, notSupported } from '../../mongo-error.ts';
import { dateParts, isoDayOfWeek, isoWeek, weekOfYear } from './calendar.ts';
import { fromLocal, utcTime, type ZoneOffset, zoneOffset } from './time-zone.ts';

const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

function offsetText(offset: number): string {
  const minutes = Math.round(offset / 60_000);
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}${pad(size % 60, 2)}`;
}

/**
 * Formats a date by a format of `$dateToString` (manual:
 * reference/operator/aggregation/dateToString/).
 */
export function formatDate(date: Date, format: string, zone: ZoneOffset): string {
  const time = date.getTime();
  const parts = dateParts(time, zone);
  return format.replace(/%(.?)/gs, (_, specifier: string) => {
    switch (specifier) {
      case 'Y':
        if (parts.year < 0 || parts.year > 9999)
          throw mongoError(
            18537,
            `$dateToString is only defined on year 0-9999, tried to use year ${parts.year}`,
          );
        return pad(parts.year, 4);
      case 'm':
        return pad(parts.month, 2);
      case 'd':
        return pad(parts.day, 2);
      case 'H':
        return pad(parts.hour, 2);
      case 'M':
        return pad(parts.minute, 2);
      case 'S':
        return pad(parts.second, 2);
      case 'L':
        return pad(parts.millisecond, 3);
      case 'j':
        return pad(parts.dayOfYear, 3);
      case 'w':
        return String(parts.dayOfWeek);
      case 'u':
        return String(isoDayOfWeek(parts));
      case 'U':
        return pad(weekOfYear(parts), 2);
      case 'V':
        return pad(isoWeek(parts).week, 2);
      case 'G':
        return pad(isoWeek(parts).year, 4);
      case 'b':
        return (MONTH_NAMES[parts.month - 1] ?? '').slice(0, 3);
      case 'B':
        return MONTH_NAMES[parts.month - 1] ?? '';
      case 'z':
        return offsetText(zone(time));
      case 'Z':
        return String(Math.round(zone(time) / 60_000));
      case '%':
        return '%';
      case '':
        throw mongoError(18535, "Unmatched '%' at end of format string");
      default:
        throw mongoError(18536, `Invalid format character '%${specifier}' in format string`);
    }
  });
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Parses a date in ISO 8601 form. Returns `undefined` for text that is not a date.
 *
 * @throws {MongoError} 115 for other date forms, which MongoDB may understand.
 */
export function parseDate(text: string, zone: ZoneOffset): Date | undefined {
  const match = ISO.exec(text.trim());
  if (!match) {
    if (!/\d/.test(text)) return undefined;
    throw notSupported(`the date format of "${text}" (ISO 8601 is)`);
  }
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] =
    match;
  const millisecond = Math.floor(Number(`0.${fraction}`) * 1000 + 1e-9);
  const isValid =
    Number(month) >= 1 &&
    Number(month) <= 12 &&
    Number(day) >= 1 &&
    Number(day) <= 31 &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60;
  if (!isValid) return undefined;
  const local = utcTime(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    millisecond,
  );
  return new Date(fromLocal(local, offset === undefined ? zone : zoneOffset(offset)));
}
