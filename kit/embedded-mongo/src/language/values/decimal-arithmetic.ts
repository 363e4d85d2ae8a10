import {
  DECIMAL_DIGITS,
  type Decimal,
  decimalToNumber,
  digitCount,
  divideHalfEven,
  powerOfTen,
  roundDecimal,
} from './decimal.ts';

const isFiniteDecimal = (value: Decimal): value is Exclude<Decimal, number> =>
  typeof value !== 'number';

/** Exponents of two addends may differ by thousands. Beyond this the smaller one has no effect. */
const MAX_SHIFT = 4 * DECIMAL_DIGITS;

/** Returns `a + b`, rounded to 34 digits. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (!isFiniteDecimal(a) || !isFiniteDecimal(b)) return decimalToNumber(a) + decimalToNumber(b);
  const [low, high] = a.exponent <= b.exponent ? [a, b] : [b, a];
  const shift = high.exponent - low.exponent;
  if (high.coefficient === 0n) return roundDecimal(low);
  if (shift > MAX_SHIFT) {
    // Widen the larger one to 34 digits; the smaller one does not affect them.
    if (low.coefficient !== 0n && digitCount(low.coefficient) < shift - DECIMAL_DIGITS) {
      const padding = DECIMAL_DIGITS - digitCount(high.coefficient);
      return {
        coefficient: high.coefficient * powerOfTen(Math.max(padding, 0)),
        exponent: high.exponent - Math.max(padding, 0),
      };
    }
  }
  return roundDecimal({
    coefficient: low.coefficient + high.coefficient * powerOfTen(shift),
    exponent: low.exponent,
  });
}

/** Returns `-a`. */
export function negateDecimal(a: Decimal): Decimal {
  return isFiniteDecimal(a) ? { coefficient: -a.coefficient, exponent: a.exponent } : -a;
}

/** Returns `a * b`, rounded to 34 digits. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  if (!isFiniteDecimal(a) || !isFiniteDecimal(b)) return decimalToNumber(a) * decimalToNumber(b);
  return roundDecimal({
    coefficient: a.coefficient * b.coefficient,
    exponent: a.exponent + b.exponent,
  });
}

/** Returns `a / b`, rounded to 34 digits. Exact quotients have no redundant zeros. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  if (!isFiniteDecimal(a) || !isFiniteDecimal(b) || b.coefficient === 0n) {
    return decimalToNumber(a) / decimalToNumber(b);
  }
  const ideal = a.exponent - b.exponent;
  const scale = Math.max(
    0,
    DECIMAL_DIGITS + 2 + digitCount(b.coefficient) - digitCount(a.coefficient),
  );
  const numerator = a.coefficient * powerOfTen(scale);
  if (numerator % b.coefficient !== 0n) {
    // A sticky digit keeps the second rounding (to 34 digits) correct.
    const quotient = numerator / b.coefficient;
    const sticky = numerator < 0n === b.coefficient < 0n ? 1n : -1n;
    return roundDecimal({ coefficient: quotient * 10n + sticky, exponent: ideal - scale - 1 });
  }
  let coefficient = numerator / b.coefficient;
  let exponent = ideal - scale;
  while (exponent < ideal && coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent += 1;
  }
  return roundDecimal({ coefficient, exponent });
}

/** Returns `a % b` with the sign of `a` (truncated division). */
export function remainderOfDecimals(a: Decimal, b: Decimal): Decimal {
  if (!isFiniteDecimal(a) || !isFiniteDecimal(b) || b.coefficient === 0n) {
    return isFiniteDecimal(a) && !isFiniteDecimal(b) && !Number.isNaN(b) ? a : Number.NaN;
  }
  const exponent = Math.min(a.exponent, b.exponent);
  const left = a.coefficient * powerOfTen(a.exponent - exponent);
  const right = b.coefficient * powerOfTen(b.exponent - exponent);
  return roundDecimal({ coefficient: left % right, exponent });
}

/** How to drop digits. */
export type DecimalRounding = 'halfEven' | 'truncate' | 'floor' | 'ceil';

/** Rounds to `place` digits after the point (before it when negative). */
export function quantizeDecimal(a: Decimal, place: number, rounding: DecimalRounding): Decimal {
  if (!isFiniteDecimal(a) || -place <= a.exponent) return a;
  const divisor = powerOfTen(-place - a.exponent);
  const truncated = a.coefficient / divisor;
  const isExact = a.coefficient % divisor === 0n;
  let coefficient = truncated;
  if (rounding === 'halfEven') coefficient = divideHalfEven(a.coefficient, divisor);
  else if (!isExact && rounding === 'floor' && a.coefficient < 0n) coefficient = truncated - 1n;
  else if (!isExact && rounding === 'ceil' && a.coefficient > 0n) coefficient = truncated + 1n;
  return { coefficient, exponent: -place };
}
