import type { Decimal128, Double, Int32, Long } from 'bson';
import {
  compareFinite,
  type Decimal,
  exactDecimal,
  type FiniteDecimal,
  readDecimal,
} from './decimal.ts';

/** BSON's four number types, from narrow to wide. */
export type NumberKind = 'int' | 'long' | 'double' | 'decimal';

/**
 * A number by its value alone, so that 5, Long 5, 5.0 and Decimal128 "5.0" are the same: a
 * JavaScript number when that is exact, else a bigint or a finite decimal.
 */
export type Exact = number | bigint | FiniteDecimal;

/** Returns the number type of a value, or `undefined` when it is not a number. */
export function numberKind(value: unknown): NumberKind | undefined {
  if (typeof value === 'number') {
    return (value | 0) === value && !Object.is(value, -0) ? 'int' : 'double';
  }
  if (typeof value === 'bigint') return 'long';
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.getPrototypeOf(value) === Object.prototype) return undefined;
  switch ((value as { _bsontype?: unknown })._bsontype) {
    case 'Int32':
      return 'int';
    case 'Double':
      return 'double';
    case 'Long':
      return 'long';
    case 'Decimal128':
      return 'decimal';
    default:
      return undefined;
  }
}

function exactLong(value: Long): number | bigint {
  const high = value.high;
  if (high >= -0x200000 && high < 0x200000) return high * 0x100000000 + (value.low >>> 0);
  return value.toBigInt();
}

function exactOfDecimal(value: Decimal): Exact {
  if (typeof value === 'number') return value;
  if (value.exponent === 0) {
    const n = Number(value.coefficient);
    if (Number.isSafeInteger(n)) return n;
  }
  return value;
}

/** Returns the exact value of a number, or `undefined` when it is not a number. */
export function exactOf(value: unknown): Exact | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'object' && value !== null) {
    if (Object.getPrototypeOf(value) === Object.prototype) return undefined;
    switch ((value as { _bsontype?: unknown })._bsontype) {
      case 'Int32':
        return (value as Int32).value;
      case 'Double':
        return (value as Double).value;
      case 'Long':
        return exactLong(value as Long);
      case 'Decimal128':
        return exactOfDecimal(readDecimal(value as Decimal128));
      default:
        return undefined;
    }
  }
  if (typeof value === 'bigint') return value;
  return undefined;
}

/** Returns the value as a finite decimal, or as a plain number when it is not finite. */
function decimalOfExact(value: Exact): Decimal {
  if (typeof value === 'number') return exactDecimal(value);
  if (typeof value === 'bigint') return { coefficient: value, exponent: 0 };
  return value;
}

/** Returns the nearest double; NaN when `value` is not a number. */
export function toDouble(value: unknown): number {
  const exact = exactOf(value);
  if (exact === undefined) return Number.NaN;
  if (typeof exact === 'number') return exact;
  if (typeof exact === 'bigint') return Number(exact);
  return Number(`${exact.coefficient}e${exact.exponent}`);
}

/**
 * Returns the value as an integer, or `undefined` when it is not a number, has a fraction or is not
 * finite.
 */
export function toBigInt(value: unknown): bigint | undefined {
  const exact = exactOf(value);
  if (exact === undefined) return undefined;
  if (typeof exact === 'bigint') return exact;
  if (typeof exact === 'number') return Number.isInteger(exact) ? BigInt(exact) : undefined;
  if (exact.coefficient === 0n) return 0n;
  if (exact.exponent > 40) return undefined;
  if (exact.exponent >= 0) return exact.coefficient * 10n ** BigInt(exact.exponent);
  const divisor = 10n ** BigInt(-exact.exponent);
  return exact.coefficient % divisor === 0n ? exact.coefficient / divisor : undefined;
}

/** Returns the value as a safe JavaScript integer, or `undefined` when it is not one. */
export function toSafeInteger(value: unknown): number | undefined {
  const integer = toBigInt(value);
  if (integer === undefined) return undefined;
  const n = Number(integer);
  return Number.isSafeInteger(n) ? n : undefined;
}

/** Compares two numbers by value. NaN equals itself and sorts before every other number. */
export function compareExact(a: Exact, b: Exact): -1 | 0 | 1 {
  if (typeof a !== 'object' && typeof b !== 'object') {
    // JavaScript compares a number and a bigint exactly.
    if (a < b) return -1;
    if (a > b) return 1;
    // biome-ignore lint/suspicious/noDoubleEquals: a number and a bigint of the same value are equal
    if (a == b) return 0;
    const isNaNA = typeof a === 'number' && Number.isNaN(a);
    const isNaNB = typeof b === 'number' && Number.isNaN(b);
    return isNaNA ? (isNaNB ? 0 : -1) : 1;
  }
  const left = decimalOfExact(a);
  const right = decimalOfExact(b);
  if (typeof left === 'number') return left === Number.POSITIVE_INFINITY ? 1 : -1;
  if (typeof right === 'number') return right === Number.POSITIVE_INFINITY ? -1 : 1;
  return compareFinite(left, right);
}
