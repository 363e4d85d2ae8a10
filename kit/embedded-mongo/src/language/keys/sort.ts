import type { Document } from '../../bson/document.ts';
import { badValue, mongoError, notSupported } from '../../mongo-error.ts';
import type { Collation } from '../values/collation-types.ts';
import { compareValues } from '../values/compare.ts';
import { getField } from '../values/fields.ts';
import { toDouble } from '../values/number.ts';
import { isNumber, isObject } from '../values/value-type.ts';
import { generateKeys, NOT_FOUND } from './key-generation.ts';
import type { CompiledSort } from './key-types.ts';

function directionOf(path: string, value: unknown): 1 | -1 {
  if (isObject(value)) {
    if ('$meta' in value) throw notSupported('sort by $meta');
    throw mongoError(
      15975,
      `$sort key ordering must be specified using a number or {$meta: 'textScore'}`,
    );
  }
  if (!isNumber(value))
    throw mongoError(15974, `Illegal key in $sort specification: ${path}: ${String(value)}`);
  const direction = toDouble(value);
  if (direction !== 1 && direction !== -1) {
    throw mongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
  }
  return direction;
}

/**
 * Compiles a sort order (manual: reference/method/cursor.sort/). Missing fields sort as null, an
 * array by its lowest element ascending and its highest descending, an empty array before null.
 *
 * @throws {MongoError} 15974 or 15975 for an invalid direction, 2 for two arrays in one key, 115
 *   for `$meta`.
 */
export function compileSort(spec: Document, collation?: Collation): CompiledSort {
  const paths = Object.keys(spec);
  const directions = paths.map((path) => directionOf(path, spec[path]));
  const split = paths.map((path) => {
    if (path === '' || path.startsWith('.') || path.endsWith('.')) {
      throw mongoError(15998, "FieldPath must not end with a '.' or be empty.");
    }
    return path.split('.');
  });
  const isSimple = split.every((parts) => parts.length === 1);

  const compareKeys = (a: readonly unknown[], b: readonly unknown[]): number => {
    for (let i = 0; i < directions.length; i += 1) {
      const order = compareValues(a[i], b[i], collation);
      if (order !== 0) return order * (directions[i] ?? 1);
    }
    return 0;
  };

  const keyThroughArrays = (doc: Document): readonly unknown[] => {
    const { keys } = generateKeys(doc, split, () =>
      badValue('cannot sort with keys that are parallel arrays'),
    );
    let lowest: readonly unknown[] | undefined;
    for (const generated of keys) {
      const key = generated.map((value) => (value === NOT_FOUND ? null : value));
      if (lowest === undefined || compareKeys(key, lowest) < 0) lowest = key;
    }
    return lowest ?? paths.map(() => null);
  };

  const keyOf = (doc: Document): readonly unknown[] => {
    if (!isSimple) return keyThroughArrays(doc);
    const key: unknown[] = [];
    for (const path of paths) {
      const value = getField(doc, path);
      if (Array.isArray(value)) return keyThroughArrays(doc);
      key.push(value === undefined ? null : value);
    }
    return key;
  };

  return {
    paths,
    directions,
    keyOf,
    compareKeys,
    compare: (a, b) => compareKeys(keyOf(a), keyOf(b)),
  };
}
