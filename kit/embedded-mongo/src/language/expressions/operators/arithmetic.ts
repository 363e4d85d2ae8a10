import { Double, Int32, Long } from 'bson';
import { badValue, mongoError, typeMismatch } from '../../../mongo-error.ts';
import {
  addNumbers,
  fromBigInt,
  multiplyNumbers,
  toDecimal,
  widerKind,
} from '../../values/arithmetic.ts';
import { DECIMAL_DIGITS, type Decimal, digitCount, writeDecimal } from '../../values/decimal.ts';
import {
  addDecimals,
  type DecimalRounding,
  divideDecimals,
  negateDecimal,
  quantizeDecimal,
  remainderOfDecimals,
} from '../../values/decimal-arithmetic.ts';
import {
  type NumberKind,
  numberKind,
  toBigInt,
  toDouble,
  toSafeInteger,
} from '../../values/number.ts';
import { isNullish, isNumber, typeName } from '../../values/value-type.ts';
import type { Operator } from '../expression-types.ts';
import { binary, type Call, unary, variadic } from '../operands.ts';
import { roundDouble } from './rounding.ts';

const isDate = (value: unknown): value is Date => value instanceof Date;

/**
 * Converts a number to milliseconds of a date. Doubles round half away from zero, decimals half to
 * even.
 */
function milliseconds(value: unknown): number {
  const exact = toSafeInteger(value);
  if (exact !== undefined) return exact;
  const double = toDouble(value);
  if (numberKind(value) === 'decimal') return roundDouble(double, 0, 'halfEven');
  return Math.sign(double) * Math.round(Math.abs(double));
}

/** Adds two numbers. A long that overflows becomes a double. */
function add(a: unknown, b: unknown): unknown {
  return addNumbers(a, b) ?? new Double(toDouble(a) + toDouble(b));
}

function addAll(values: readonly unknown[]): unknown {
  let total: unknown = new Int32(0);
  let time: number | undefined;
  for (const value of values) {
    if (isNullish(value)) return null;
    if (isDate(value)) {
      if (time !== undefined) {
        throw mongoError(16612, 'only one date allowed in an $add expression');
      }
      time = value.getTime() + milliseconds(total);
    } else if (!isNumber(value)) {
      throw typeMismatch(`$add only supports numeric or date types, not ${typeName(value)}`);
    } else if (time !== undefined) {
      time += milliseconds(value);
    } else {
      total = add(total, value);
    }
  }
  return time === undefined ? total : new Date(time);
}

function subtract(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (isDate(a) && isDate(b)) return Long.fromNumber(a.getTime() - b.getTime());
  if (isDate(a) && isNumber(b)) return new Date(a.getTime() - milliseconds(b));
  if (!isNumber(a) || !isNumber(b)) {
    throw typeMismatch(`can't $subtract ${typeName(b)} from ${typeName(a)}`);
  }
  const kind = widerKind(numberKind(a) ?? 'int', numberKind(b) ?? 'int');
  if (kind === 'decimal')
    return writeDecimal(addDecimals(toDecimal(a), negateDecimal(toDecimal(b))));
  if (kind === 'double') return new Double(toDouble(a) - toDouble(b));
  return (
    fromBigInt((toBigInt(a) ?? 0n) - (toBigInt(b) ?? 0n), kind) ??
    new Double(toDouble(a) - toDouble(b))
  );
}

function multiplyAll(values: readonly unknown[]): unknown {
  let product: unknown = new Int32(1);
  for (const value of values) {
    if (isNullish(value)) return null;
    if (!isNumber(value)) {
      throw typeMismatch(`$multiply only supports numeric types, not ${typeName(value)}`);
    }
    product = multiplyNumbers(product, value) ?? new Double(toDouble(product) * toDouble(value));
  }
  return product;
}

/** Divides two numbers: into a double, or a decimal when one of them is a decimal. */
function divide(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumber(a) || !isNumber(b)) {
    throw typeMismatch(
      `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`,
    );
  }
  if (toDouble(b) === 0) throw badValue("can't $divide by zero");
  if (widerKind(numberKind(a) ?? 'int', numberKind(b) ?? 'int') === 'decimal') {
    return writeDecimal(divideDecimals(toDecimal(a), toDecimal(b)));
  }
  return new Double(toDouble(a) / toDouble(b));
}

function mod(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumber(a) || !isNumber(b)) {
    throw mongoError(
      16611,
      `$mod only supports numeric types, not ${typeName(a)} and ${typeName(b)}`,
    );
  }
  const kind = widerKind(numberKind(a) ?? 'int', numberKind(b) ?? 'int');
  if (toDouble(b) === 0) {
    throw mongoError(kind === 'decimal' ? 5733415 : 16610, "can't $mod by zero");
  }
  if (kind === 'decimal') return writeDecimal(remainderOfDecimals(toDecimal(a), toDecimal(b)));
  if (kind === 'double') return new Double(toDouble(a) % toDouble(b));
  return fromBigInt((toBigInt(a) ?? 0n) % (toBigInt(b) ?? 1n), kind);
}

function numeric(evaluate: (value: unknown, kind: NumberKind, call: Call) => unknown): Operator {
  return unary((value, call) => {
    if (isNullish(value)) return null;
    const kind = numberKind(value);
    if (!kind) {
      throw mongoError(28765, `${call.name} only supports numeric types, not ${typeName(value)}`);
    }
    return evaluate(value, kind, call);
  });
}

const abs = numeric((value, kind) => {
  if (toDouble(value) >= 0) return value;
  if (kind === 'decimal') return writeDecimal(negateDecimal(toDecimal(value)));
  if (kind === 'double') return new Double(Math.abs(toDouble(value)));
  const negated = fromBigInt(-(toBigInt(value) ?? 0n), kind);
  if (!negated) throw mongoError(28680, "can't take $abs of long long min");
  return negated;
});

/**
 * Returns a decimal with exactly `place` digits after the point; NaN when that needs more than 34
 * digits.
 */
function withDecimalPlaces(value: Decimal, place: number): Decimal {
  if (typeof value === 'number' || value.exponent <= -place) return value;
  const coefficient = value.coefficient * 10n ** BigInt(value.exponent + place);
  return digitCount(coefficient) > DECIMAL_DIGITS ? Number.NaN : { coefficient, exponent: -place };
}

/** Cuts a number to `place` digits after the point and keeps its type. */
function roundNumber(value: unknown, place: number, rounding: DecimalRounding): unknown {
  switch (numberKind(value)) {
    case 'decimal':
      return writeDecimal(
        withDecimalPlaces(quantizeDecimal(toDecimal(value), place, rounding), place),
      );
    case 'double':
      return new Double(roundDouble(toDouble(value), place, rounding));
    default: {
      if (place >= 0) return value;
      const rounded = quantizeDecimal(toDecimal(value), place, rounding);
      const integer =
        typeof rounded === 'number' ? 0n : rounded.coefficient * 10n ** BigInt(rounded.exponent);
      const result = fromBigInt(integer, numberKind(value) ?? 'int');
      if (!result) throw mongoError(51080, 'invalid conversion from Decimal128 result in $round');
      return result;
    }
  }
}

function roundTo(rounding: DecimalRounding): Operator {
  return variadic(1, 2, ([value, place = new Int32(0)], call) => {
    if (isNullish(value) || isNullish(place)) return null;
    if (!isNumber(value)) {
      throw mongoError(51081, `${call.name} only supports numeric types, not ${typeName(value)}`);
    }
    const digits = isNumber(place) ? toSafeInteger(place) : undefined;
    if (digits === undefined)
      throw mongoError(51082, `precision argument to ${call.name} must be a integral value`);
    if (digits < -20 || digits > 100) {
      throw mongoError(
        51083,
        `cannot apply ${call.name} with precision value ${digits} value must be in [-20, 100]`,
      );
    }
    return roundNumber(value, digits, rounding);
  });
}

/**
 * Builds an operator from a function on doubles.
 *
 * @throws {MongoError} 115 for a Decimal128.
 */
function transcendental(
  calculate: (x: number) => number,
  isValid: (x: number) => boolean,
  code: number,
  text: string,
): Operator {
  return numeric((value, kind, call) => {
    const x = toDouble(value);
    if (!Number.isNaN(x) && !isValid(x))
      throw mongoError(code, `${call.name}'s argument must be ${text}, but is ${x}`);
    if (kind === 'decimal') {
      throw mongoError(115, `${call.name} of a Decimal128 is not supported by this database`);
    }
    return new Double(calculate(x));
  });
}

const any = (): boolean => true;
const isPositive = (x: number): boolean => x > 0;

/** Returns `base ** exponent`, or `undefined` when it exceeds a long. */
function integerPower(base: bigint, exponent: bigint): bigint | undefined {
  if (base === 1n || base === -1n) return exponent % 2n === 0n ? 1n : base;
  if (exponent < 0n || (exponent > 63n && base !== 0n)) return undefined;
  return base === 0n && exponent > 0n ? 0n : base ** exponent;
}

function power(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumber(a)) throw mongoError(28762, `$pow's base must be numeric, not ${typeName(a)}`);
  if (!isNumber(b)) throw mongoError(28763, `$pow's exponent must be numeric, not ${typeName(b)}`);
  if (toDouble(a) === 0 && toDouble(b) < 0)
    throw mongoError(28764, '$pow cannot take a base of 0 and a negative exponent');
  const kind = widerKind(numberKind(a) ?? 'int', numberKind(b) ?? 'int');
  if (kind === 'decimal')
    throw mongoError(115, '$pow of a Decimal128 is not supported by this database');
  if (kind !== 'double') {
    const exact = integerPower(toBigInt(a) ?? 0n, toBigInt(b) ?? 0n);
    const result = exact === undefined ? undefined : fromBigInt(exact, kind);
    if (result) return result;
  }
  return new Double(toDouble(a) ** toDouble(b));
}

function log(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumber(a)) throw mongoError(28756, `$log's argument must be numeric, not ${typeName(a)}`);
  if (!isNumber(b)) throw mongoError(28757, `$log's base must be numeric, not ${typeName(b)}`);
  if (toDouble(a) <= 0)
    throw mongoError(28758, `$log's argument must be a positive number, but is ${toDouble(a)}`);
  if (toDouble(b) <= 0 || toDouble(b) === 1) {
    throw mongoError(
      28759,
      `$log's base must be a positive number not equal to 1, but is ${toDouble(b)}`,
    );
  }
  if ([a, b].some((value) => numberKind(value) === 'decimal')) {
    throw mongoError(115, '$log of a Decimal128 is not supported by this database');
  }
  return new Double(Math.log(toDouble(a)) / Math.log(toDouble(b)));
}

/** Returns the mean as a double or a decimal, or `undefined` without numbers. */
export function mean(total: unknown, count: number): unknown {
  return numberKind(total) === 'decimal'
    ? writeDecimal(divideDecimals(toDecimal(total), { coefficient: BigInt(count), exponent: 0 }))
    : new Double(toDouble(total) / count);
}

const whole = (rounding: DecimalRounding): Operator =>
  numeric((value) => roundNumber(value, 0, rounding));

/** Returns a new random double in [0, 1) at every evaluation. */
const rand: Operator = (operand) => {
  const isEmpty = typeof operand === 'object' && operand && Object.keys(operand).length === 0;
  if (!isEmpty) throw mongoError(3040501, '$rand does not currently accept arguments');
  return () => new Double(Math.random());
};

/**
 * Arithmetic on typed numbers: an int grows into a long, a long into a double; decimals stay
 * decimals.
 */
export const arithmeticOperators: Readonly<Record<string, Operator>> = {
  $add: variadic(0, Number.POSITIVE_INFINITY, addAll),
  $subtract: binary(subtract),
  $multiply: variadic(0, Number.POSITIVE_INFINITY, multiplyAll),
  $divide: binary(divide),
  $mod: binary(mod),
  $abs: abs,
  $ceil: whole('ceil'),
  $floor: whole('floor'),
  $round: roundTo('halfEven'),
  $trunc: roundTo('truncate'),
  $pow: binary(power),
  $rand: rand,
  $log: binary(log),
  $sqrt: transcendental(Math.sqrt, (x) => x >= 0, 28714, 'greater than or equal to 0'),
  $exp: transcendental(Math.exp, any, 28765, ''),
  $ln: transcendental(Math.log, isPositive, 28766, 'a positive number'),
  $log10: transcendental(Math.log10, isPositive, 28761, 'a positive number'),
};
