import type { ObjectId, Timestamp } from 'bson';
import { Int32, Long } from 'bson';
import { mongoError } from '../../../mongo-error.ts';
import { toSafeInteger } from '../../values/number.ts';
import {
  isNullish,
  isNumber,
  isObject,
  Rank,
  stringOf,
  typeName,
  typeRank,
} from '../../values/value-type.ts';
import {
  addUnits,
  type DateParts,
  dateParts,
  diffUnits,
  isoDayOfWeek,
  isoWeek,
  truncateTo,
  UNITS,
  type Unit,
  weekOfYear,
} from '../calendar.ts';
import { formatDate } from '../date-text.ts';
import type { Operator } from '../expression-types.ts';
import { argumentsOf, type Call, named } from '../operands.ts';
import { compileExpressionOptions } from '../operator-options.ts';
import { type ZoneOffset, zoneOffset } from '../time-zone.ts';

/**
 * Converts a date, an ObjectId or a timestamp to a date.
 *
 * @throws {MongoError} 16006 for other values.
 */
export function coerceToDate(value: unknown): Date {
  if (value instanceof Date) return value;
  const rank = typeRank(value);
  if (rank === Rank.objectId) return (value as ObjectId).getTimestamp();
  if (rank === Rank.timestamp) return new Date((value as Timestamp).getHighBitsUnsigned() * 1000);
  throw mongoError(16006, `can't convert from BSON type ${typeName(value)} to Date`);
}

/**
 * Reads a time zone argument: UTC when absent, `undefined` when null.
 *
 * @throws {MongoError} 40517 when it is not a string.
 */
export function zoneArgument(value: unknown, isGiven: boolean): ZoneOffset | undefined {
  if (!isGiven) return zoneOffset('UTC');
  if (isNullish(value)) return undefined;
  const name = stringOf(value);
  if (name === undefined)
    throw mongoError(40517, `timezone must evaluate to a string, found ${typeName(value)}`);
  return zoneOffset(name);
}

function part(read: (parts: DateParts) => number, isLong = false): Operator {
  return (operand, compiler, name) => {
    const isDocument =
      isObject(operand) && Object.keys(operand).every((key) => !key.startsWith('$'));
    const options = isDocument
      ? compileExpressionOptions(operand, compiler, name, {
          required: ['date'],
          optional: ['timezone'],
        })
      : undefined;
    const [single] = options ? [] : argumentsOf(operand, compiler, name, 1, 1);
    const date = options?.date ?? single;
    return (scope) => {
      const value = date?.(scope);
      const zone = zoneArgument(options?.timezone?.(scope), options?.timezone !== undefined);
      if (isNullish(value) || !zone) return null;
      const number = read(dateParts(coerceToDate(value).getTime(), zone));
      return isLong ? Long.fromNumber(number) : new Int32(number);
    };
  };
}

function unitOf(value: unknown, call: Call): Unit {
  const name = stringOf(value);
  const unit = UNITS.find((candidate) => candidate === name);
  if (name === undefined)
    throw mongoError(
      5439013,
      `${call.name} requires 'unit' to be a string, but got ${typeName(value)}`,
    );
  if (!unit)
    throw mongoError(
      9,
      `${call.name} parameter 'unit' value cannot be recognized as a time unit: ${name}`,
    );
  return unit;
}

const WEEK_DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function startOfWeek(value: unknown, call: Call): number {
  if (value === undefined) return 0;
  const name = stringOf(value)?.toLowerCase() ?? '';
  const at = WEEK_DAYS.findIndex((day) => day === name || day.slice(0, 3) === name);
  if (at < 0)
    throw mongoError(
      9,
      `${call.name} parameter 'startOfWeek' value cannot be recognized as a day of a week: ${name}`,
    );
  return at;
}

const shift = (sign: 1 | -1): Operator =>
  named(
    { required: ['startDate', 'unit', 'amount'], optional: ['timezone'] },
    (args, call, given) => {
      const { startDate, unit, amount, timezone } = args;
      const zone = zoneArgument(timezone, given.has('timezone'));
      if (isNullish(startDate) || isNullish(unit) || isNullish(amount) || !zone) return null;
      const n = isNumber(amount) ? toSafeInteger(amount) : undefined;
      if (n === undefined)
        throw mongoError(5166405, `${call.name} expects integer amount of time units`);
      return new Date(
        addUnits(coerceToDate(startDate).getTime(), unitOf(unit, call), n * sign, zone),
      );
    },
  );

const dateDiff = named(
  { required: ['startDate', 'endDate', 'unit'], optional: ['timezone', 'startOfWeek'] },
  (args, call, given) => {
    const zone = zoneArgument(args.timezone, given.has('timezone'));
    if (isNullish(args.startDate) || isNullish(args.endDate) || isNullish(args.unit) || !zone)
      return null;
    const start = coerceToDate(args.startDate).getTime();
    const end = coerceToDate(args.endDate).getTime();
    return Long.fromNumber(
      diffUnits(start, end, unitOf(args.unit, call), zone, startOfWeek(args.startOfWeek, call)),
    );
  },
);

const dateTrunc = named(
  { required: ['date', 'unit'], optional: ['binSize', 'timezone', 'startOfWeek'] },
  (args, call, given) => {
    const zone = zoneArgument(args.timezone, given.has('timezone'));
    const binSize = given.has('binSize') ? args.binSize : 1;
    if (isNullish(args.date) || isNullish(args.unit) || isNullish(binSize) || !zone) return null;
    const size = isNumber(binSize) ? toSafeInteger(binSize) : undefined;
    if (size === undefined || size <= 0)
      throw mongoError(5439018, `${call.name} requires 'binSize' to be greater than 0`);
    const unit = unitOf(args.unit, call);
    const week = startOfWeek(args.startOfWeek, call);
    return new Date(truncateTo(coerceToDate(args.date).getTime(), unit, size, zone, week));
  },
);

const dateToString = named(
  { required: ['date'], optional: ['format', 'timezone', 'onNull'] },
  ({ date, format, timezone, onNull }, _, given) => {
    const zone = zoneArgument(timezone, given.has('timezone'));
    if (isNullish(date)) return given.has('onNull') ? onNull : null;
    if (!zone || (given.has('format') && isNullish(format))) return null;
    const isUtc = !given.has('timezone') || zone === zoneOffset('UTC');
    const text = given.has('format') ? stringOf(format) : `%Y-%m-%dT%H:%M:%S.%L${isUtc ? 'Z' : ''}`;
    if (text === undefined)
      throw mongoError(
        18533,
        `$dateToString requires that 'format' be a string, found: ${typeName(format)}`,
      );
    return formatDate(coerceToDate(date), text, zone);
  },
);

/** Date operators (manual: meta/aggregation-quick-reference/, "Date Expression Operators"). */
export const dateOperators: Readonly<Record<string, Operator>> = {
  $year: part((parts) => parts.year),
  $month: part((parts) => parts.month),
  $dayOfMonth: part((parts) => parts.day),
  $dayOfWeek: part((parts) => parts.dayOfWeek),
  $dayOfYear: part((parts) => parts.dayOfYear),
  $hour: part((parts) => parts.hour),
  $minute: part((parts) => parts.minute),
  $second: part((parts) => parts.second),
  $millisecond: part((parts) => parts.millisecond),
  $week: part(weekOfYear),
  $isoWeek: part((parts) => isoWeek(parts).week),
  $isoWeekYear: part((parts) => isoWeek(parts).year, true),
  $isoDayOfWeek: part(isoDayOfWeek),
  $dateAdd: shift(1),
  $dateSubtract: shift(-1),
  $dateDiff: dateDiff,
  $dateTrunc: dateTrunc,
  $dateToString: dateToString,
};
