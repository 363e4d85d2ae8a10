import { type Decimal128, Double, Int32, Long } from 'bson';
import { type Decimal, decimalFromDouble, readDecimal, writeDecimal } from './decimal.ts';
import { addDecimals, multiplyDecimals } from './decimal-arithmetic.ts';
import { type NumberKind, numberKind, toBigInt, toDouble } from './number.ts';

/** Returns the wider of two number types: int, long, double, decimal. */
export function widerKind(a: NumberKind, b: NumberKind): NumberKind {
  if (a === 'decimal' || b === 'decimal') return 'decimal';
  if (a === 'double' || b === 'double') return 'double';
  return a === 'long' || b === 'long' ? 'long' : 'int';
}

/** Converts a number to a decimal as MongoDB's arithmetic does: doubles with 15 digits. */
export function toDecimal(value: unknown): Decimal {
  switch (numberKind(value)) {
    case 'decimal':
      return readDecimal(value as Decimal128);
    case 'double':
      return decimalFromDouble(toDouble(value));
    default:
      return { coefficient: toBigInt(value) ?? 0n, exponent: 0 };
  }
}

/**
 * Returns an integer as an int when it fits and `kind` allows, as a long when that fits, else
 * `undefined`.
 */
export function fromBigInt(value: bigint, kind: NumberKind = 'int'): Int32 | Long | undefined {
  if (kind === 'int' && value === BigInt.asIntN(32, value)) return new Int32(Number(value));
  return value === BigInt.asIntN(64, value) ? Long.fromBigInt(value) : undefined;
}

interface Operation {
  integers(a: bigint, b: bigint): bigint;
  doubles(a: number, b: number): number;
  decimals(a: Decimal, b: Decimal): Decimal;
}

const ADD: Operation = {
  integers: (a, b) => a + b,
  doubles: (a, b) => a + b,
  decimals: addDecimals,
};

const MULTIPLY: Operation = {
  integers: (a, b) => a * b,
  doubles: (a, b) => a * b,
  decimals: multiplyDecimals,
};

function calculate(operation: Operation, a: unknown, b: unknown): unknown {
  const kind = widerKind(numberKind(a) ?? 'int', numberKind(b) ?? 'int');
  if (kind === 'decimal') return writeDecimal(operation.decimals(toDecimal(a), toDecimal(b)));
  if (kind === 'double') return new Double(operation.doubles(toDouble(a), toDouble(b)));
  return fromBigInt(operation.integers(toBigInt(a) ?? 0n, toBigInt(b) ?? 0n), kind);
}

/** Adds in the wider type; an int grows into a long. Returns `undefined` when a long overflows. */
export function addNumbers(a: unknown, b: unknown): unknown {
  return calculate(ADD, a, b);
}

/**
 * Multiplies in the wider type; an int grows into a long. Returns `undefined` when a long
 * overflows.
 */
export function multiplyNumbers(a: unknown, b: unknown): unknown {
  return calculate(MULTIPLY, a, b);
}
