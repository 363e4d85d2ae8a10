import type { Document } from '../../bson/document.ts';
import { mongoError } from '../../mongo-error.ts';
import type { Collation } from '../values/collation-types.ts';
import { compareValues } from '../values/compare.ts';
import { getField } from '../values/fields.ts';
import { generateKeys, NOT_FOUND } from './key-generation.ts';
import type { IndexKeyOptions, IndexKeys } from './key-types.ts';

const NO_ARRAYS = { isMultikey: false, multikeyPaths: [], arrayPaths: [] } as const;
const NO_KEYS: IndexKeys = { keys: [], ...NO_ARRAYS };

function isSame(a: readonly unknown[], b: readonly unknown[], collation?: Collation): boolean {
  return a.every((value, i) => compareValues(value, b[i], collation) === 0);
}

function distinctKeys(
  keys: readonly (readonly unknown[])[],
  collation: Collation | undefined,
): readonly (readonly unknown[])[] {
  if (keys.length < 2) return keys;
  const sorted = [...keys].sort((a, b) => {
    for (let i = 0; i < a.length; i += 1) {
      const order = compareValues(a[i], b[i], collation);
      if (order !== 0) return order;
    }
    return 0;
  });
  return sorted.filter((key, i) => i === 0 || !isSame(key, sorted[i - 1] ?? [], collation));
}

/** Handles the common case: one top-level field without an array. */
function simpleKey(doc: Document, path: string, isSparse: boolean): IndexKeys | undefined {
  if (path.includes('.')) return undefined;
  const value = getField(doc, path);
  if (Array.isArray(value)) return undefined;
  if (value === undefined) {
    return isSparse ? NO_KEYS : { keys: [[null]], ...NO_ARRAYS };
  }
  return { keys: [[value]], ...NO_ARRAYS };
}

/**
 * Returns the keys of a document in an index (manual: core/indexes/index-types/index-multikey/). A
 * missing field is null, an empty array `undefined`. A sparse index has no key when every field is
 * missing (manual: core/index-sparse/). A partial one has none when its filter does not match.
 *
 * @throws {MongoError} 171 for two arrays in one key.
 */
export function extractIndexKeys(
  doc: Document,
  keyPattern: Document,
  options: IndexKeyOptions = {},
): IndexKeys {
  if (options.partialFilter && !options.partialFilter.matches(doc)) return NO_KEYS;
  const paths = Object.keys(keyPattern);
  const [first] = paths;
  if (first !== undefined && paths.length === 1) {
    const simple = simpleKey(doc, first, options.sparse === true);
    if (simple) return simple;
  }
  const generated = generateKeys(
    doc,
    paths.map((path) => path.split('.')),
    (a, b) => mongoError(171, `cannot index parallel arrays [${paths[b]}] [${paths[a]}]`),
  );
  const found = options.sparse
    ? generated.keys.filter((key) => key.some((value) => value !== NOT_FOUND))
    : generated.keys;
  const keys = found.map((key) => key.map((value) => (value === NOT_FOUND ? null : value)));
  const multikeyPaths: string[] = [];
  const arrayPaths = new Set<string>();
  for (const [i, path] of paths.entries()) {
    const depths = generated.arrays[i];
    if (!depths || depths.size === 0) continue;
    multikeyPaths.push(path);
    for (const depth of depths) arrayPaths.add(path.split('.').slice(0, depth).join('.'));
  }
  return {
    keys: distinctKeys(keys, options.collation),
    isMultikey: multikeyPaths.length > 0,
    multikeyPaths,
    arrayPaths: [...arrayPaths],
  };
}
