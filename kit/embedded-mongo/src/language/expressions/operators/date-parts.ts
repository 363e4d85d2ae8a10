import { Int32 } from 'bson';
import { mongoError, notSupported } from '../../../mongo-error.ts';
import { toSafeInteger } from '../../values/number.ts';
import { isNullish, isNumber, stringOf, typeName } from '../../values/value-type.ts';
import { dateParts, isoDayOfWeek, isoWeek } from '../calendar.ts';
import { parseDate } from '../date-text.ts';
import type { Operator } from '../expression-types.ts';
import { named } from '../operands.ts';
import { compileExpressionOptions } from '../operator-options.ts';
import { fromLocal, utcTime } from '../time-zone.ts';
import { isTrue } from '../truth.ts';
import { coerceToDate, zoneArgument } from './dates.ts';

const DAY = 86_400_000;

const TIME = ['hour', 'minute', 'second', 'millisecond'];

function integerPart(value: unknown, what: string): number {
  const n = isNumber(value) ? toSafeInteger(value) : undefined;
  if (n === undefined)
    throw mongoError(40515, `'${what}' must evaluate to an integer, found ${typeName(value)}`);
  return n;
}

/** Returns the Monday of ISO week 1 of a year, in UTC. */
function isoYearStart(year: number): number {
  const fourth = utcTime(year, 0, 4);
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY;
}

const dateFromParts = named(
  {
    required: [],
    optional: [
      'year',
      'month',
      'day',
      'isoWeekYear',
      'isoWeek',
      'isoDayOfWeek',
      ...TIME,
      'timezone',
    ],
  },
  (args, _, given) => {
    const zone = zoneArgument(args.timezone, given.has('timezone'));
    const isIso = given.has('isoWeekYear');
    if (isIso === given.has('year')) {
      throw mongoError(
        40516,
        "$dateFromParts requires either 'year' or 'isoWeekYear' to be present",
      );
    }
    for (const key of given) if (isNullish(args[key])) return null;
    if (!zone) return null;
    const read = (key: string, otherwise: number): number =>
      given.has(key) ? integerPart(args[key], key) : otherwise;
    const [hour, minute, second, millisecond] = TIME.map((key) => read(key, 0));
    const day = isIso
      ? isoYearStart(read('isoWeekYear', 1970)) +
        ((read('isoWeek', 1) - 1) * 7 + read('isoDayOfWeek', 1) - 1) * DAY
      : utcTime(read('year', 1970), read('month', 1) - 1, read('day', 1));
    const time =
      (hour ?? 0) * 3_600_000 + (minute ?? 0) * 60_000 + (second ?? 0) * 1000 + (millisecond ?? 0);
    return new Date(fromLocal(day + time, zone));
  },
);

const dateToParts = named(
  { required: ['date'], optional: ['timezone', 'iso8601'] },
  ({ date, timezone, iso8601 }, _, given) => {
    const zone = zoneArgument(timezone, given.has('timezone'));
    if (isNullish(date) || !zone || (given.has('iso8601') && isNullish(iso8601))) return null;
    const parts = dateParts(coerceToDate(date).getTime(), zone);
    const week = isoWeek(parts);
    const head = isTrue(iso8601)
      ? {
          isoWeekYear: new Int32(week.year),
          isoWeek: new Int32(week.week),
          isoDayOfWeek: new Int32(isoDayOfWeek(parts)),
        }
      : { year: new Int32(parts.year), month: new Int32(parts.month), day: new Int32(parts.day) };
    return {
      ...head,
      hour: new Int32(parts.hour),
      minute: new Int32(parts.minute),
      second: new Int32(parts.second),
      millisecond: new Int32(parts.millisecond),
    };
  },
);

const dateFromString: Operator = (operand, compiler, name) => {
  const options = compileExpressionOptions(operand, compiler, name, {
    required: ['dateString'],
    optional: ['timezone', 'format', 'onError', 'onNull'],
  });
  if (options.format) throw notSupported("$dateFromString with 'format'");
  return (scope) => {
    const value = options.dateString?.(scope);
    if (isNullish(value)) return options.onNull ? options.onNull(scope) : null;
    const zone = zoneArgument(options.timezone?.(scope), options.timezone !== undefined);
    if (!zone) return null;
    const text = stringOf(value);
    const date = text === undefined ? undefined : parseDate(text, zone);
    if (date) return date;
    if (options.onError) return options.onError(scope);
    throw mongoError(
      241,
      text === undefined
        ? `$dateFromString requires that 'dateString' be a string, found: ${typeName(value)}`
        : `Error parsing date string '${text}'`,
    );
  };
};

/** Operators between dates and their parts, and from text to dates. */
export const datePartOperators: Readonly<Record<string, Operator>> = {
  $dateFromParts: dateFromParts,
  $dateToParts: dateToParts,
  $dateFromString: dateFromString,
};
