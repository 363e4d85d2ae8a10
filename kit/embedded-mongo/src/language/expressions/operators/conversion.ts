import { Double, Int32, ObjectId } from 'bson';
import { MongoError, mongoError } from '../../../mongo-error.ts';
import { fromBigInt, toDecimal } from '../../values/arithmetic.ts';
import { parseDecimal, writeDecimal } from '../../values/decimal.ts';
import { quantizeDecimal } from '../../values/decimal-arithmetic.ts';
import { numberKind, toDouble, toSafeInteger } from '../../values/number.ts';
import {
  isNullish,
  isNumber,
  isObject,
  Rank,
  stringOf,
  typeName,
  typeRank,
} from '../../values/value-type.ts';
import { parseDate } from '../date-text.ts';
import type { Operator } from '../expression-types.ts';
import { unary } from '../operands.ts';
import { compileExpressionOptions } from '../operator-options.ts';
import { zoneOffset } from '../time-zone.ts';
import { isTrue } from '../truth.ts';
import { coerceToDate } from './dates.ts';
import { isoText, numberText } from './text-coercion.ts';

function conversionFailure(message: string): MongoError {
  return mongoError(241, message);
}

function unsupported(value: unknown, to: string): MongoError {
  return conversionFailure(
    `Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`,
  );
}

function badText(text: string, to: string, why: string): MongoError {
  return conversionFailure(
    `Failed to parse ${to} '${text}' in $convert with no onError value: ${why}`,
  );
}

function overflow(value: unknown): MongoError {
  return conversionFailure(
    `Conversion would overflow target type in $convert with no onError value: ${numberText(value)}`,
  );
}

function integerOf(value: unknown, to: 'int' | 'long'): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (value instanceof Date && to === 'long') return BigInt(value.getTime());
  const text = stringOf(value);
  if (text !== undefined) {
    if (/^[+-]?\d+$/.test(text)) return BigInt(text.replace(/^\+/, ''));
    throw badText(text, 'number', text === '' ? 'No digits' : 'Did not consume whole string.');
  }
  if (!isNumber(value)) throw unsupported(value, to);
  const whole = quantizeDecimal(
    numberKind(value) === 'double' ? truncated(value) : toDecimal(value),
    0,
    'truncate',
  );
  if (typeof whole === 'number')
    throw conversionFailure(
      'Attempt to convert NaN or infinity value to integer type in $convert with no onError value',
    );
  if (whole.exponent > 40) throw overflow(value);
  return whole.coefficient * 10n ** BigInt(Math.max(whole.exponent, 0));
}

function truncated(value: unknown): number | { coefficient: bigint; exponent: number } {
  const double = Math.trunc(toDouble(value));
  return Number.isFinite(double) ? { coefficient: BigInt(double), exponent: 0 } : double;
}

function toInt(value: unknown): unknown {
  const integer = integerOf(value, 'int');
  if (integer !== BigInt.asIntN(32, integer)) throw overflow(value);
  return new Int32(Number(integer));
}

function toLong(value: unknown): unknown {
  const long = fromBigInt(integerOf(value, 'long'), 'long');
  if (!long) throw overflow(value);
  return long;
}

function toDoubleValue(value: unknown): unknown {
  if (typeof value === 'boolean') return new Double(value ? 1 : 0);
  if (value instanceof Date) return new Double(value.getTime());
  const text = stringOf(value);
  if (text !== undefined) {
    const parsed = /^\s/.test(text) ? undefined : parseDecimal(text);
    if (parsed === undefined)
      throw badText(text, 'number', text === '' ? 'Empty string' : 'Did not consume whole string.');
    return new Double(typeof parsed === 'number' ? parsed : Number(text));
  }
  if (!isNumber(value)) throw unsupported(value, 'double');
  const double = toDouble(value);
  if (numberKind(value) === 'decimal' && !Number.isFinite(double) && /\d/.test(String(value)))
    throw overflow(value);
  return new Double(double);
}

function toDecimalValue(value: unknown): unknown {
  if (typeof value === 'boolean')
    return writeDecimal({ coefficient: value ? 1n : 0n, exponent: 0 });
  if (value instanceof Date)
    return writeDecimal({ coefficient: BigInt(value.getTime()), exponent: 0 });
  const text = stringOf(value);
  if (text !== undefined) {
    const parsed = parseDecimal(text);
    if (parsed === undefined) throw badText(text, 'number', 'Failed to parse string to decimal');
    return writeDecimal(parsed);
  }
  if (numberKind(value) === 'decimal') return value;
  if (!isNumber(value)) throw unsupported(value, 'decimal');
  return writeDecimal(toDecimal(value));
}

function toText(value: unknown): unknown {
  const text = stringOf(value);
  if (text !== undefined) return text;
  if (typeof value === 'boolean') return String(value);
  if (isNumber(value)) return numberText(value);
  if (value instanceof Date) return isoText(value);
  if (typeRank(value) === Rank.objectId) return (value as ObjectId).toHexString();
  throw unsupported(value, 'string');
}

function toDate(value: unknown): unknown {
  const text = stringOf(value);
  if (text !== undefined) {
    const date = parseDate(text, zoneOffset('UTC'));
    if (!date) throw conversionFailure(`Error parsing date string '${text}'`);
    return date;
  }
  const kind = numberKind(value);
  if (kind && kind !== 'int') {
    const time = toSafeInteger(toLong(value));
    if (time === undefined) throw overflow(value);
    return new Date(time);
  }
  const rank = typeRank(value);
  if (value instanceof Date || rank === Rank.objectId || rank === Rank.timestamp)
    return coerceToDate(value);
  throw unsupported(value, 'date');
}

function toObjectId(value: unknown): unknown {
  if (typeRank(value) === Rank.objectId) return value;
  const text = stringOf(value);
  if (text === undefined) throw unsupported(value, 'objectId');
  if (!/^[0-9a-fA-F]{24}$/.test(text)) {
    throw conversionFailure(
      `Failed to parse objectId '${text}' in $convert with no onError value: Invalid string length for parsing to OID, expected 24 but found ${text.length}`,
    );
  }
  return ObjectId.createFromHexString(text);
}

function toBool(value: unknown): unknown {
  if (isObject(value) || Array.isArray(value)) return true;
  return isTrue(value);
}

type Convert = (value: unknown) => unknown;

const TARGETS: ReadonlyMap<string | number, Convert> = new Map<string | number, Convert>([
  ['double', toDoubleValue],
  [1, toDoubleValue],
  ['string', toText],
  [2, toText],
  ['objectId', toObjectId],
  [7, toObjectId],
  ['bool', toBool],
  [8, toBool],
  ['date', toDate],
  [9, toDate],
  ['int', toInt],
  [16, toInt],
  ['long', toLong],
  [18, toLong],
  ['decimal', toDecimalValue],
  [19, toDecimalValue],
]);

const convert: Operator = (operand, compiler, name) => {
  const options = compileExpressionOptions(operand, compiler, name, {
    required: ['input', 'to'],
    optional: ['onError', 'onNull'],
  });
  return (scope) => {
    const to = options.to?.(scope);
    const value = options.input?.(scope);
    if (isNullish(value)) return options.onNull ? options.onNull(scope) : null;
    if (isNullish(to)) return null;
    if (isObject(to))
      throw mongoError(115, "$convert with a subtype in 'to' is not supported by this database");
    const target = TARGETS.get(stringOf(to) ?? toSafeInteger(to) ?? '');
    if (!target) throw mongoError(2, `Unknown type name: ${String(to)}`);
    try {
      return target(value);
    } catch (error) {
      if (!options.onError || !(error instanceof MongoError) || error.code !== 241) throw error;
      return options.onError(scope);
    }
  };
};

const shorthand = (to: Convert): Operator =>
  unary((value) => (isNullish(value) ? null : to(value)));

/** Type and conversion operators (manual: reference/operator/aggregation/convert/). */
export const conversionOperators: Readonly<Record<string, Operator>> = {
  $convert: convert,
  $toInt: shorthand(toInt),
  $toLong: shorthand(toLong),
  $toDouble: shorthand(toDoubleValue),
  $toDecimal: shorthand(toDecimalValue),
  $toString: shorthand(toText),
  $toBool: shorthand(toBool),
  $toDate: shorthand(toDate),
  $toObjectId: shorthand(toObjectId),
  $type: unary((value) => typeName(value)),
  $isNumber: unary(isNumber),
};
