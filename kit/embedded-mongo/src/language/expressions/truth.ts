import { toDouble } from '../values/number.ts';
import { isNumber } from '../values/value-type.ts';

/** Evaluates a value as a condition: null, missing, false and zero are false. */
export function isTrue(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null || value === undefined) return false;
  return !isNumber(value) || toDouble(value) !== 0;
}
