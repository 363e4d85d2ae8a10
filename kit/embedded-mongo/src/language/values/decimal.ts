import { Decimal128 } from 'bson';

/** A finite decimal, `coefficient * 10 ** exponent`. Negative zero becomes zero. */
export interface FiniteDecimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

/** A decimal for arithmetic. Infinities and NaN are plain numbers. */
export type Decimal = FiniteDecimal | number;

/** Significant digits of a Decimal128. */
export const DECIMAL_DIGITS = 34;

const MIN_EXPONENT = -6176;
const MAX_EXPONENT = 6111;

const powersOfTen: bigint[] = [1n];

/** Returns `10 ** exponent` for a non-negative exponent. */
export function powerOfTen(exponent: number): bigint {
  for (let i = powersOfTen.length; i <= exponent && i < 512; i += 1) {
    powersOfTen.push((powersOfTen[i - 1] ?? 1n) * 10n);
  }
  return powersOfTen[exponent] ?? 10n ** BigInt(exponent);
}

const abs = (n: bigint): bigint => (n < 0n ? -n : n);

/** Returns the number of decimal digits; 1 for zero. */
export function digitCount(n: bigint): number {
  return abs(n).toString().length;
}

/** Decodes the 16 bytes of a Decimal128 (binary integer decimal, little-endian). */
export function readDecimal(value: Decimal128): Decimal {
  const bytes = value.bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  const high = view.getBigUint64(8, true);
  const isNegative = high >> 63n === 1n;
  const combination = Number((high >> 58n) & 0x1fn);
  if (combination === 0x1f) return Number.NaN;
  if (combination === 0x1e) return isNegative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  // The second form of the combination field encodes only coefficients above the limit, which mean
  // zero.
  if (combination >= 0x18)
    return { coefficient: 0n, exponent: Number((high >> 47n) & 0x3fffn) - 6176 };
  const exponent = Number((high >> 49n) & 0x3fffn) - 6176;
  const coefficient = ((high & 0x1ffffffffffffn) << 64n) | view.getBigUint64(0, true);
  return { coefficient: isNegative ? -coefficient : coefficient, exponent };
}

/** Divides and rounds half to even. Both arguments may be negative; the divisor is not zero. */
export function divideHalfEven(numerator: bigint, divisor: bigint): bigint {
  const quotient = numerator / divisor;
  const twice = abs(numerator % divisor) * 2n;
  const limit = abs(divisor);
  if (twice < limit || (twice === limit && quotient % 2n === 0n)) return quotient;
  return numerator < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

/** Rounds to at most `digits` significant digits, half to even. */
export function roundDecimal(value: FiniteDecimal, digits: number = DECIMAL_DIGITS): FiniteDecimal {
  const excess = digitCount(value.coefficient) - digits;
  if (excess <= 0) return value;
  const coefficient = divideHalfEven(value.coefficient, powerOfTen(excess));
  const rounded = { coefficient, exponent: value.exponent + excess };
  return digitCount(coefficient) > digits ? roundDecimal(rounded, digits) : rounded;
}

/** Encodes a decimal as BSON, rounded to 34 digits. Out of range it becomes infinite or zero. */
export function writeDecimal(value: Decimal): Decimal128 {
  if (typeof value === 'number') return Decimal128.fromString(String(value));
  let { coefficient, exponent } = roundDecimal(value);
  if (exponent < MIN_EXPONENT) {
    coefficient = divideHalfEven(coefficient, powerOfTen(MIN_EXPONENT - exponent));
    exponent = MIN_EXPONENT;
  }
  if (exponent > MAX_EXPONENT) {
    const shift = exponent - MAX_EXPONENT;
    if (coefficient === 0n) exponent = MAX_EXPONENT;
    else if (digitCount(coefficient) + shift > DECIMAL_DIGITS) {
      return Decimal128.fromString(coefficient < 0n ? '-Infinity' : 'Infinity');
    } else {
      coefficient *= powerOfTen(shift);
      exponent = MAX_EXPONENT;
    }
  }
  return Decimal128.fromString(`${coefficient}E${exponent}`);
}

/** Returns the exact value of a double. */
export function exactDecimal(value: number): Decimal {
  if (!Number.isFinite(value)) return value;
  if (Number.isSafeInteger(value)) return { coefficient: BigInt(value), exponent: 0 };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const power = (biased === 0 ? 1 : biased) - 1075;
  const signed = value < 0 ? -mantissa : mantissa;
  if (power >= 0) return { coefficient: signed << BigInt(power), exponent: 0 };
  return { coefficient: signed * 5n ** BigInt(-power), exponent: power };
}

/** Converts a double to a decimal as MongoDB does: rounded to 15 significant digits. */
export function decimalFromDouble(value: number): Decimal {
  if (!Number.isFinite(value)) return value;
  return parseDecimal(value.toExponential(14)) ?? Number.NaN;
}

/** Parses text such as `-12.5e3`. Returns `undefined` when it is not a decimal number. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/.exec(text);
  if (match) {
    const [, sign, whole = '', fraction = '', exponent = '0'] = match;
    if (whole === '' && fraction === '') return undefined;
    const coefficient = BigInt(whole + fraction);
    return {
      coefficient: sign === '-' ? -coefficient : coefficient,
      exponent: Number(exponent) - fraction.length,
    };
  }
  if (/^[+-]?nan$/i.test(text)) return Number.NaN;
  if (/^[+-]?inf(inity)?$/i.test(text)) {
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return undefined;
}

/** Returns the nearest double. */
export function decimalToNumber(value: Decimal): number {
  if (typeof value === 'number') return value;
  return Number(`${value.coefficient}e${value.exponent}`);
}

/** Compares two finite decimals exactly. */
export function compareFinite(a: FiniteDecimal, b: FiniteDecimal): -1 | 0 | 1 {
  const signA = a.coefficient === 0n ? 0 : a.coefficient < 0n ? -1 : 1;
  const signB = b.coefficient === 0n ? 0 : b.coefficient < 0n ? -1 : 1;
  if (signA !== signB) return signA < signB ? -1 : 1;
  if (signA === 0) return 0;
  const magnitudeA = digitCount(a.coefficient) + a.exponent;
  const magnitudeB = digitCount(b.coefficient) + b.exponent;
  if (magnitudeA !== magnitudeB) return magnitudeA < magnitudeB === signA > 0 ? -1 : 1;
  const shift = a.exponent - b.exponent;
  const left = shift > 0 ? a.coefficient * powerOfTen(shift) : a.coefficient;
  const right = shift < 0 ? b.coefficient * powerOfTen(-shift) : b.coefficient;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Removes trailing zeros of the coefficient, so that equal values have equal forms. */
export function normalizeDecimal(value: FiniteDecimal): FiniteDecimal {
  let { coefficient, exponent } = value;
  if (coefficient === 0n) return { coefficient, exponent: 0 };
  while (coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent += 1;
  }
  return { coefficient, exponent };
}
