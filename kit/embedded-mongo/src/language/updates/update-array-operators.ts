import type { Document } from '../../bson/document.ts';
import { badValue, failedToParse, mongoError, typeMismatch } from '../../mongo-error.ts';
import type { EvaluationOptions } from '../expressions/evaluation-options.ts';
import { beginsWithFieldOperator, isRegex } from '../filters/filter-operators.ts';
import { compileFilter } from '../filters/matcher.ts';
import { compileSort } from '../keys/sort.ts';
import type { Collation } from '../values/collation-types.ts';
import { compareValues, valuesEqual } from '../values/compare.ts';
import { describe } from '../values/describe.ts';
import { toDouble, toSafeInteger } from '../values/number.ts';
import { fieldsOf, isNumber, isObject, typeName } from '../values/value-type.ts';
import type { LeafContext, UpdateLeaf } from './update-walk.ts';

function integerClause(name: string, value: unknown): number {
  const integer = isNumber(value) ? toSafeInteger(value) : undefined;
  if (integer !== undefined) return integer;
  throw badValue(
    `The value for ${name} must be an integer value but was given type: ${typeName(value)}`,
  );
}

function eachClause(operator: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw badValue(
    `The argument to $each in ${operator} must be an array but it was of type: ${typeName(value)}`,
  );
}

type Compare = (a: unknown, b: unknown) => number;

function sortClause(value: unknown, collation: Collation | undefined): Compare {
  if (isNumber(value)) {
    const direction = toDouble(value);
    if (direction !== 1 && direction !== -1) {
      throw badValue('The $sort element value must be either 1 or -1');
    }
    return (a, b) => compareValues(a, b, collation) * direction;
  }
  if (!isObject(value)) {
    throw badValue(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  }
  if (Object.keys(value).length === 0) {
    throw badValue('The $sort pattern is empty when it should be a set of fields.');
  }
  for (const name of Object.keys(value)) {
    const direction = isNumber(value[name]) ? toDouble(value[name]) : Number.NaN;
    if (direction !== 1 && direction !== -1) {
      throw badValue('The $sort element value must be either 1 or -1');
    }
  }
  const sort = compileSort(value, collation);
  const documentOf = (element: unknown): Document => (isObject(element) ? fieldsOf(element) : {});
  return (a, b) => sort.compare(documentOf(a), documentOf(b));
}

function sliced(array: unknown[], slice: number | undefined): unknown[] {
  if (slice === undefined) return array;
  if (slice === 0) return [];
  return slice > 0 ? array.slice(0, slice) : array.slice(slice);
}

function arrayOrThrow(current: unknown, context: LeafContext): readonly unknown[] {
  if (current === undefined) return [];
  if (Array.isArray(current)) return current;
  throw badValue(
    `The field '${context.path}' must be an array but is of type ${typeName(current)} in document {_id: ${describe(context.root._id)}}`,
  );
}

/**
 * `$push` with `$each`, `$position`, `$slice` and `$sort` (manual:
 * reference/operator/update/push/).
 */
export function push(operand: unknown, collation: Collation | undefined): UpdateLeaf {
  if (!isObject(operand) || !Object.hasOwn(operand, '$each')) {
    return {
      creates: true,
      change: (current, context) => [...arrayOrThrow(current, context), operand],
    };
  }
  const added = eachClause('$push', operand.$each);
  let position: number | undefined;
  let slice: number | undefined;
  let compare: Compare | undefined;
  for (const name of Object.keys(operand)) {
    const value = operand[name];
    if (name === '$position') position = integerClause(name, value);
    else if (name === '$slice') slice = integerClause(name, value);
    else if (name === '$sort') compare = sortClause(value, collation);
    else if (name !== '$each') throw badValue(`Unrecognized clause in $push: ${name}`);
  }
  return {
    creates: true,
    change: (current, context) => {
      const result = [...arrayOrThrow(current, context)];
      const length = result.length;
      const start =
        position === undefined ? length : position < 0 ? Math.max(length + position, 0) : position;
      result.splice(Math.min(start, length), 0, ...added);
      if (compare) result.sort(compare);
      return sliced(result, slice);
    },
  };
}

/** `$addToSet` with `$each` (manual: reference/operator/update/addToSet/). */
export function addToSet(operand: unknown, collation: Collation | undefined): UpdateLeaf {
  let added: readonly unknown[] = [operand];
  if (isObject(operand) && Object.keys(operand)[0] === '$each') {
    for (const name of Object.keys(operand)) {
      if (name !== '$each') {
        throw badValue(`Found unexpected fields after $each in $addToSet: ${describe(operand)}`);
      }
    }
    added = eachClause('$addToSet', operand.$each);
  }
  return {
    creates: true,
    change: (current, context) => {
      if (current !== undefined && !Array.isArray(current)) {
        throw badValue(
          `Cannot apply $addToSet to non-array field. Field named '${context.path.split('.').at(-1)}' has non-array type ${typeName(current)}`,
        );
      }
      const result: unknown[] = Array.isArray(current) ? [...current] : [];
      for (const value of added) {
        if (!result.some((element) => valuesEqual(element, value, collation))) result.push(value);
      }
      return result;
    },
  };
}

/** `$pop` (manual: reference/operator/update/pop/). */
export function pop(operand: unknown, path: string): UpdateLeaf {
  if (!isNumber(operand))
    throw failedToParse(`Expected a number in: ${path}: ${describe(operand)}`);
  const end = toDouble(operand);
  if (end !== 1 && end !== -1)
    throw failedToParse(`$pop expects 1 or -1, found: ${describe(operand)}`);
  return {
    creates: false,
    change: (current, context) => {
      if (!Array.isArray(current)) {
        throw typeMismatch(
          `Path '${context.path}' contains an element of non-array type '${typeName(current)}'`,
        );
      }
      return end === 1 ? current.slice(0, -1) : current.slice(1);
    },
  };
}

function cull(name: string, isCulled: (element: unknown) => boolean): UpdateLeaf {
  return {
    creates: false,
    change: (current) => {
      if (!Array.isArray(current)) throw badValue(`Cannot apply ${name} to a non-array value`);
      const kept = current.filter((element: unknown) => !isCulled(element));
      return kept.length === current.length ? current : kept;
    },
  };
}

/**
 * `$pull` (manual: reference/operator/update/pull/): a value, operators on the elements, or a
 * filter on elements that are documents. The filter may start with `$and`, `$or` or `$nor`.
 */
export function pull(operand: unknown, options: EvaluationOptions): UpdateLeaf {
  const onElement = { ...options, isOnElement: true };
  if (isRegex(operand) || (isObject(operand) && beginsWithFieldOperator(fieldsOf(operand)))) {
    const filter = compileFilter({ element: operand }, onElement);
    return cull('$pull', (element) => filter.matches({ element }));
  }
  if (isObject(operand)) {
    const filter = compileFilter(operand, onElement);
    return cull('$pull', (element) => isObject(element) && filter.matches(fieldsOf(element)));
  }
  return cull('$pull', (element) => valuesEqual(element, operand, options.collation));
}

/** `$pullAll` (manual: reference/operator/update/pullAll/). */
export function pullAll(operand: unknown, collation: Collation | undefined): UpdateLeaf {
  if (!Array.isArray(operand)) {
    throw mongoError(2, `$pullAll requires an array argument but was given a ${typeName(operand)}`);
  }
  return cull('$pullAll', (element) =>
    operand.some((value: unknown) => valuesEqual(element, value, collation)),
  );
}
