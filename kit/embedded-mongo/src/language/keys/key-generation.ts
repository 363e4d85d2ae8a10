import type { Document } from '../../bson/document.ts';
import { getField, isArrayIndex } from '../values/fields.ts';
import { fieldsOf, isObject } from '../values/value-type.ts';

/** Keys of a document on several paths, before missing fields become null. */
export interface GeneratedKeys {
  /** One value per path: {@link NOT_FOUND} for a missing field, `undefined` for an empty array. */
  readonly keys: readonly (readonly unknown[])[];
  /**
   * For each path, the numbers of names after which an array occurred; the full length means at its
   * end.
   */
  readonly arrays: readonly ReadonlySet<number>[];
}

/** Marks a missing field during key generation, since `undefined` is the key of an empty array. */
export const NOT_FOUND = Symbol('missing field');

/** Progress along a path: a value, or an array with the rest of the path. */
interface Reached {
  readonly value: unknown;
  readonly rest: readonly string[];
}

function follow(start: unknown, path: readonly string[]): Reached {
  let value = start;
  for (let i = 0; i < path.length; i += 1) {
    const name = path[i] ?? '';
    if (Array.isArray(value)) {
      // A number may be an array position; then the array is not expanded.
      if (!isArrayIndex(name)) return { value, rest: path.slice(i) };
      const index = Number(name);
      value = index < value.length ? value[index] : NOT_FOUND;
    } else {
      if (!isObject(value)) return { value: NOT_FOUND, rest: [] };
      const field = getField(fieldsOf(value), name);
      value = field === undefined ? NOT_FOUND : field;
    }
  }
  return { value, rest: [] };
}

/**
 * Returns the keys of a document in a compound index (manual:
 * core/indexes/index-types/index-multikey/). An array on a path produces one key per element.
 * `onParallelArrays` builds the error for two different arrays in one key.
 */
export function generateKeys(
  doc: Document,
  paths: readonly (readonly string[])[],
  onParallelArrays: (first: number, second: number) => Error,
): GeneratedKeys {
  const keys: unknown[][] = [];
  const arrays = paths.map(() => new Set<number>());

  const expand = (reached: readonly Reached[]): void => {
    let spread: readonly unknown[] | undefined;
    let spreadBy = -1;
    for (let i = 0; i < reached.length; i += 1) {
      const value = reached[i]?.value;
      if (!Array.isArray(value)) continue;
      if (spread !== undefined && spread !== value) throw onParallelArrays(spreadBy, i);
      spread = value;
      spreadBy = i;
      arrays[i]?.add((paths[i]?.length ?? 0) - (reached[i]?.rest.length ?? 0));
    }
    if (spread === undefined) {
      keys.push(reached.map(({ value }) => value));
      return;
    }
    const array: readonly unknown[] = spread;
    const elements = array.length === 0 ? [undefined] : array;
    for (const element of elements) {
      const next = reached.map(({ value, rest }): Reached => {
        if (value !== array) return { value, rest };
        // An element at the end of a path is not expanded again.
        if (rest.length === 0) return { value: new Leaf(element), rest };
        return isObject(element) ? follow(element, rest) : { value: NOT_FOUND, rest: [] };
      });
      expand(next);
    }
  };

  expand(paths.map((path) => follow(doc, path)));
  return {
    arrays,
    keys: keys.map((key) => key.map((value) => (value instanceof Leaf ? value.value : value))),
  };
}

/** An array element that must not be expanded again. */
class Leaf {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}
