import { decimalToNumber, exactDecimal } from '../../values/decimal.ts';
import { type DecimalRounding, quantizeDecimal } from '../../values/decimal-arithmetic.ts';

/**
 * Rounds a double by its exact value: 2.675, which is slightly less than its literal, becomes 2.67.
 */
export function roundDouble(value: number, place: number, rounding: DecimalRounding): number {
  if (!Number.isFinite(value)) return value;
  if (place === 0 && rounding === 'truncate') return Math.trunc(value);
  if (place === 0 && rounding === 'floor') return Math.floor(value);
  if (place === 0 && rounding === 'ceil') return Math.ceil(value);
  return decimalToNumber(quantizeDecimal(exactDecimal(value), place, rounding));
}
