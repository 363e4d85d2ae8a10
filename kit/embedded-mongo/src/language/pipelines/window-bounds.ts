import { failedToParse, mongoError } from '../../mongo-error.ts';
import { addUnits, UNITS, type Unit } from '../expressions/calendar.ts';
import { zoneOffset } from '../expressions/time-zone.ts';
import { toDouble, toSafeInteger } from '../values/number.ts';
import { isNumber, isObject, typeName } from '../values/value-type.ts';

/** First and last position of a window, both inclusive; empty when `from` is greater than `to`. */
export interface WindowRange {
  readonly from: number;
  readonly to: number;
}

/** Finds the window of the document at a position in its partition. */
export type FindWindow = (at: number, keys: readonly unknown[]) => WindowRange;

type Bound = 'unbounded' | 'current' | number;

function boundsOf(value: unknown, isInteger: boolean): readonly [Bound, Bound] {
  if (!Array.isArray(value) || value.length !== 2) {
    throw mongoError(5339902, 'Window bounds must be a 2-element array');
  }
  const [lower, upper] = value.map((bound: unknown): Bound => {
    if (bound === 'unbounded' || bound === 'current') return bound;
    const number = isNumber(bound)
      ? isInteger
        ? toSafeInteger(bound)
        : toDouble(bound)
      : undefined;
    if (number === undefined) {
      throw failedToParse(
        `Numeric ${isInteger ? 'document' : 'range'}-based bounds must be ${isInteger ? 'an integer' : 'a number'}`,
      );
    }
    return number;
  });
  if (typeof lower === 'number' && typeof upper === 'number' && lower > upper) {
    throw mongoError(5339900, `Lower bound must not exceed upper bound: ${lower} > ${upper}`);
  }
  return [lower ?? 'unbounded', upper ?? 'unbounded'];
}

function byDocuments([lower, upper]: readonly [Bound, Bound]): FindWindow {
  return (at, keys) => {
    const place = (bound: Bound, unbounded: number): number =>
      bound === 'unbounded' ? unbounded : bound === 'current' ? at : at + bound;
    const last = keys.length - 1;
    return { from: Math.max(0, place(lower, 0)), to: Math.min(last, place(upper, last)) };
  };
}

function byRange([lower, upper]: readonly [Bound, Bound], unit: Unit | undefined): FindWindow {
  const position = (key: unknown): number => {
    if (unit ? key instanceof Date : isNumber(key)) {
      return key instanceof Date ? key.getTime() : toDouble(key);
    }
    throw mongoError(
      unit ? 5429513 : 5429413,
      `Invalid range: Expected the sortBy field to be a ${unit ? 'Date' : 'number'}, but it was ${typeName(key)}`,
    );
  };
  const move = (value: number, amount: number): number =>
    unit ? addUnits(value, unit, amount, zoneOffset('UTC')) : value + amount;
  return (at, keys) => {
    const here = position(keys[at]);
    const low =
      lower === 'unbounded'
        ? Number.NEGATIVE_INFINITY
        : lower === 'current'
          ? here
          : move(here, lower);
    const high =
      upper === 'unbounded'
        ? Number.POSITIVE_INFINITY
        : upper === 'current'
          ? here
          : move(here, upper);
    const from = countWhile(keys, (key) => position(key) < low);
    const to = countWhile(keys, (key) => position(key) <= high) - 1;
    return { from, to };
  };
}

/** Returns the length of the prefix that meets a condition which no later key meets. */
function countWhile(keys: readonly unknown[], isMet: (key: unknown) => boolean): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isMet(keys[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Compiles `window` of `$setWindowFields`; the whole partition when absent. */
export function compileWindow(window: unknown): {
  readonly find: FindWindow;
  readonly isRange: boolean;
} {
  if (window === undefined)
    return { find: byDocuments(['unbounded', 'unbounded']), isRange: false };
  if (!isObject(window)) throw failedToParse("'window' field must be an object");
  for (const key of Object.keys(window)) {
    if (!['documents', 'range', 'unit'].includes(key))
      throw failedToParse(
        `'window' field can only contain 'documents' as the only argument or 'range' with an optional 'unit' field, found ${key}`,
      );
  }
  if (window.range === undefined) {
    if (window.documents === undefined)
      return { find: byDocuments(['unbounded', 'unbounded']), isRange: false };
    if (window.unit !== undefined)
      throw failedToParse("Window bounds can only specify 'unit' with range-based bounds.");
    return { find: byDocuments(boundsOf(window.documents, true)), isRange: false };
  }
  if (window.documents !== undefined)
    throw failedToParse("Window bounds can specify either 'documents' or 'range', not both.");
  const unit = UNITS.find((candidate) => candidate === window.unit);
  if (window.unit !== undefined && !unit)
    throw failedToParse(`unknown time unit value: ${String(window.unit)}`);
  return { find: byRange(boundsOf(window.range, unit !== undefined), unit), isRange: true };
}
