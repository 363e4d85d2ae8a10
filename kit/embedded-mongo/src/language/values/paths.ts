import type { Document } from '../../bson/document.ts';
import { getField, isArrayIndex } from './fields.ts';
import { fieldsOf, isObject } from './value-type.ts';

/**
 * Receives a value of a path; true stops the walk. `arrayIndex` is the outermost implicit array
 * position.
 */
export type Visit = (value: unknown, arrayIndex: number | undefined) => boolean;

/** Visits the values of a path in a document. Returns true when `visit` stopped the walk. */
export type PathWalker = (doc: Document, visit: Visit) => boolean;

/**
 * Treatment of an array at the end of the path: `traverse` visits its elements, then the array;
 * `whole` visits the array only.
 */
export type LeafArrays = 'traverse' | 'whole';

interface Part {
  readonly name: string;
  /** Array position that the name may stand for; -1 when it is not a number. */
  readonly index: number;
}

function visitLeaf(
  value: unknown,
  leaf: LeafArrays,
  outer: number | undefined,
  visit: Visit,
): boolean {
  if (leaf === 'traverse' && Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) {
      if (visit(value[i], outer ?? i)) return true;
    }
  }
  return visit(value, outer);
}

/**
 * Compiles a dotted path with the semantics of queries (manual: tutorial/query-array-of-documents/,
 * and the server's BSONElementIterator for details):
 * - a missing field is visited as `undefined`, and so is a path through a scalar;
 * - an array on the path is entered: its documents are walked; its scalars and nested arrays are
 *   skipped unless the next component is their position;
 * - an element reached by its position is visited as it is, never expanded.
 */
export function compilePath(path: string, leaf: LeafArrays): PathWalker {
  const parts: readonly Part[] = path
    .split('.')
    .map((name) => ({ name, index: isArrayIndex(name) ? Number(name) : -1 }));
  const last = parts.length - 1;

  if (last === 0) {
    return (doc, visit) => visitLeaf(getField(doc, path), leaf, undefined, visit);
  }

  const walkObject = (
    doc: Document,
    at: number,
    outer: number | undefined,
    visit: Visit,
  ): boolean => {
    let current: unknown = doc;
    for (let i = at; i <= last; i += 1) {
      const name = parts[i]?.name ?? '';
      const value = getField(fieldsOf(current as Document), name);
      if (i === last) return visitLeaf(value, leaf, outer, visit);
      if (Array.isArray(value)) return walkArray(value, i + 1, outer, visit);
      if (!isObject(value)) return visit(undefined, outer);
      current = value;
    }
    return false;
  };

  const walkArray = (
    array: readonly unknown[],
    at: number,
    outer: number | undefined,
    visit: Visit,
  ): boolean => {
    const index = parts[at]?.index ?? -1;
    for (let i = 0; i < array.length; i += 1) {
      const element = array[i];
      if (isObject(element) && walkObject(element, at, outer ?? i, visit)) return true;
      if (i !== index) continue;
      if (at === last) {
        if (visit(element, outer)) return true;
      } else if (Array.isArray(element)) {
        if (walkArray(element, at + 1, outer, visit)) return true;
      } else if (isObject(element) && walkObject(element, at + 1, outer, visit)) return true;
    }
    return false;
  };

  return (doc, visit) => walkObject(doc, 0, undefined, visit);
}

/**
 * Returns the values that `distinct` uses on a path (manual: reference/command/distinct/): the
 * elements of an array instead of the array, and nothing for missing fields.
 */
export function valuesAtPath(doc: Document, path: string): unknown[] {
  const values: unknown[] = [];
  compilePath(path, 'whole')(doc, (value) => {
    if (Array.isArray(value)) values.push(...value);
    else if (value !== undefined) values.push(value);
    return false;
  });
  return values;
}
