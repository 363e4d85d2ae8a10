import {
  compareFinite,
  exactDecimal,
  type FiniteDecimal,
  normalizeDecimal,
} from '../values/decimal.ts';
import type { Exact } from '../values/number.ts';
import type { KeyWriter } from './key-writer.ts';

const EXACT = 0x00;
const INEXACT = 0x01;
/** Makes the decimal's magnitude non-negative in two bytes. */
const MAGNITUDE_BIAS = 0x4000;

const scratch = new DataView(new ArrayBuffer(8));

function nextTowardsZero(value: number): number {
  scratch.setFloat64(0, value);
  scratch.setBigUint64(0, scratch.getBigUint64(0) - 1n);
  return scratch.getFloat64(0);
}

/** Returns the double next to a positive decimal, towards zero. */
function truncateToDouble(value: FiniteDecimal): number {
  let double = Number(`${value.coefficient}e${value.exponent}`);
  if (double === Number.POSITIVE_INFINITY) return Number.MAX_VALUE;
  const exact = exactDecimal(double);
  if (typeof exact === 'object' && compareFinite(exact, value) > 0)
    double = nextTowardsZero(double);
  return double;
}

function isExactly(double: number, value: FiniteDecimal): boolean {
  const exact = exactDecimal(double);
  return typeof exact === 'object' && compareFinite(exact, value) === 0;
}

/**
 * Writes a number so that byte order is numeric order across types. The double towards zero comes
 * first. Only a long or a decimal without an equal double adds its own digits, which order it among
 * the values that share the double.
 */
export function writeNumber(out: KeyWriter, value: Exact): void {
  if (typeof value === 'number') {
    out.float64(value === 0 ? 0 : value);
    out.byte(value < 0 ? ~EXACT & 0xff : EXACT);
    return;
  }
  const decimal = typeof value === 'bigint' ? { coefficient: value, exponent: 0 } : value;
  const isNegative = decimal.coefficient < 0n;
  const start = out.length;
  const magnitude = normalizeDecimal({
    coefficient: isNegative ? -decimal.coefficient : decimal.coefficient,
    exponent: decimal.exponent,
  });
  const double = truncateToDouble(magnitude);
  out.float64(double);
  if (isExactly(double, magnitude)) {
    out.byte(EXACT);
  } else {
    out.byte(INEXACT);
    const digits = magnitude.coefficient.toString();
    const exponent = digits.length + magnitude.exponent + MAGNITUDE_BIAS;
    out.byte(exponent >> 8);
    out.byte(exponent & 0xff);
    // Two digits per byte, each pair plus one, so that the terminating zero sorts lowest.
    for (let i = 0; i < digits.length; i += 2) {
      out.byte(Number(digits.slice(i, i + 2).padEnd(2, '0')) + 1);
    }
    out.byte(0);
  }
  if (isNegative) out.invert(start);
}
