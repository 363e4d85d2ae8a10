import type { Document } from '../../bson/document.ts';
import { mongoError } from '../../mongo-error.ts';
import type { EvaluationOptions } from '../expressions/evaluation-options.ts';
import type { Expression } from '../expressions/expression-types.ts';
import { compileFilter } from '../filters/matcher.ts';
import { getField, setField } from '../values/fields.ts';
import { toDouble } from '../values/number.ts';
import { fieldsOf, isNumber, isObject } from '../values/value-type.ts';

/** Array projection of find: `$slice`, `$elemMatch` or the positional `$` on a path. */
export type ArrayProjection =
  | {
      readonly kind: 'slice';
      readonly path: string;
      readonly skip: number | undefined;
      readonly limit: number;
    }
  | { readonly kind: 'positional'; readonly path: string };

function int(value: unknown): number {
  return Math.trunc(toDouble(value));
}

/**
 * Parses `$slice` of a find projection (manual: reference/operator/projection/slice/). Returns
 * `undefined` when the operand is an expression.
 */
export function parseSlice(path: string, operand: unknown): ArrayProjection | undefined {
  if (isNumber(operand)) return { kind: 'slice', path, skip: undefined, limit: int(operand) };
  if (!Array.isArray(operand) || operand.length !== 2 || !operand.every(isNumber)) return undefined;
  const [skip, limit] = operand;
  if (int(limit) <= 0) {
    throw mongoError(28724, `First argument to $slice must be an array, but is of type: int`);
  }
  return { kind: 'slice', path, skip: int(skip), limit: int(limit) };
}

/** Returns the part of an array that `$slice` keeps. */
function slice(array: readonly unknown[], skip: number | undefined, limit: number): unknown[] {
  if (skip === undefined) return limit < 0 ? array.slice(limit) : array.slice(0, limit);
  const start = skip < 0 ? Math.max(0, array.length + skip) : skip;
  return array.slice(start, start + limit);
}

/** Parses `$elemMatch` of a find projection, which keeps only the first matching element. */
export function parseElemMatch(
  path: string,
  operand: Document,
  options: EvaluationOptions,
): Expression {
  const filter = compileFilter({ [path]: { $elemMatch: operand } }, options);
  return (scope) => {
    if (!isObject(scope.root)) return undefined;
    const array = getField(scope.root, path);
    const { matched, arrayIndex } = filter.matchWithPositions(scope.root);
    if (!matched || arrayIndex === undefined || !Array.isArray(array)) return undefined;
    return [array[arrayIndex]];
  };
}

function changeArrays(
  value: unknown,
  parts: readonly string[],
  change: (array: readonly unknown[]) => unknown,
): unknown {
  const [name, ...rest] = parts;
  if (name === undefined) return Array.isArray(value) ? change(value) : value;
  if (Array.isArray(value)) {
    // One level deep: an array inside an array is left alone.
    return value.map((element: unknown) =>
      Array.isArray(element) ? element : changeArrays(element, parts, change),
    );
  }
  if (!isObject(value)) return value;
  const fields = fieldsOf(value);
  const current = getField(fields, name);
  if (current === undefined) return value;
  const copy = { ...fields };
  setField(copy, name, changeArrays(current, rest, change));
  return copy;
}

/** Reduces the first array on the path to the element that the filter matched. */
function pickElement(
  value: unknown,
  parts: readonly string[],
  arrayIndex: () => number | undefined,
): unknown {
  if (Array.isArray(value)) {
    const index = arrayIndex();
    if (index !== undefined && index < value.length) return [value[index]];
    throw mongoError(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    );
  }
  const [name, ...rest] = parts;
  if (name === undefined || !isObject(value)) return value;
  const fields = fieldsOf(value);
  const current = getField(fields, name);
  if (current === undefined) return value;
  const copy = { ...fields };
  setField(copy, name, pickElement(current, rest, arrayIndex));
  return copy;
}

/** Applies one array projection to the document that the rest of the projection returned. */
export function projectArray(
  doc: Document,
  projection: ArrayProjection,
  arrayIndex: () => number | undefined,
): Document {
  const parts = projection.path.split('.');
  if (projection.kind === 'slice') {
    const { skip, limit } = projection;
    return changeArrays(doc, parts, (array) => slice(array, skip, limit)) as Document;
  }
  return pickElement(doc, parts, arrayIndex) as Document;
}
