import { mongoError } from '../../../mongo-error.ts';
import { compareValues } from '../../values/compare.ts';
import { isNullish, typeName } from '../../values/value-type.ts';
import type { Operator } from '../expression-types.ts';
import { binary, type Call, unary, variadic } from '../operands.ts';
import { isTrue } from '../truth.ts';
import { ValueSet } from '../value-set.ts';

const MANY = Number.POSITIVE_INFINITY;

function arrayOf(value: unknown, code: number, call: Call): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw mongoError(
    code,
    `All operands of ${call.name} must be arrays. One argument is of type: ${typeName(value)}`,
  );
}

function setOf(values: readonly unknown[], call: Call): ValueSet {
  const set = new ValueSet(call.collation);
  for (const value of values) set.add(value);
  return set;
}

/** Sorts a set. MongoDB returns computed sets in BSON order. */
function sorted(set: ValueSet, call: Call): unknown[] {
  return set.toArray().sort((a, b) => compareValues(a, b, call.collation));
}

function isSubset(a: readonly unknown[], b: readonly unknown[], call: Call): boolean {
  const set = setOf(b, call);
  return a.every((value) => set.has(value));
}

/** Set operators on arrays. */
export const setOperators: Readonly<Record<string, Operator>> = {
  $setUnion: variadic(0, MANY, (values, call) => {
    if (values.some(isNullish)) return null;
    return sorted(
      setOf(
        values.flatMap((value) => arrayOf(value, 17043, call)),
        call,
      ),
      call,
    );
  }),
  $setIntersection: variadic(0, MANY, (values, call) => {
    if (values.some(isNullish)) return null;
    const [first = [], ...rest] = values.map((value) => arrayOf(value, 17047, call));
    const others = rest.map((array) => setOf(array, call));
    return sorted(
      setOf(
        first.filter((value) => others.every((set) => set.has(value))),
        call,
      ),
      call,
    );
  }),
  $setDifference: binary((a, b, call) => {
    if (isNullish(a) || isNullish(b)) return null;
    const left = arrayOf(a, 17048, call);
    const right = setOf(arrayOf(b, 17049, call), call);
    return setOf(
      left.filter((value) => !right.has(value)),
      call,
    ).toArray();
  }),
  $setEquals: variadic(2, MANY, (values, call) => {
    const [first = [], ...rest] = values.map((value) => arrayOf(value, 17044, call));
    return rest.every((other) => isSubset(first, other, call) && isSubset(other, first, call));
  }),
  $setIsSubset: binary((a, b, call) =>
    isSubset(arrayOf(a, 17046, call), arrayOf(b, 17042, call), call),
  ),
  $anyElementTrue: unary((value) => {
    if (!Array.isArray(value))
      throw mongoError(
        17041,
        `$anyElementTrue's argument must be an array, but is ${typeName(value)}`,
      );
    return value.some(isTrue);
  }),
  $allElementsTrue: unary((value) => {
    if (!Array.isArray(value))
      throw mongoError(
        17040,
        `$allElementsTrue's argument must be an array, but is ${typeName(value)}`,
      );
    return value.every(isTrue);
  }),
};
