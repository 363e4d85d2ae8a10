import { badValue } from '../../mongo-error.ts';
import { toSafeInteger } from '../values/number.ts';
import { isNumber, stringOf, typeNumber } from '../values/value-type.ts';

const NUMBERS: Readonly<Record<string, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};
const KNOWN = new Set(Object.values(NUMBERS));
const NUMBER_TYPES = [1, 16, 18, 19];

function typesOf(operand: unknown): readonly number[] {
  const name = stringOf(operand);
  if (name === 'number') return NUMBER_TYPES;
  if (name !== undefined) {
    const number = Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : undefined;
    if (number === undefined) throw badValue(`Unknown type name alias: ${name}`);
    return [number];
  }
  if (!isNumber(operand)) throw badValue('type must be represented as a number or a string');
  const number = toSafeInteger(operand);
  if (number === undefined || !KNOWN.has(number)) {
    throw badValue(`Invalid numerical type code: ${number ?? 'not an integer'}`);
  }
  return [number];
}

/** Compiles `$type` by alias, number or a list of them (manual: reference/operator/query/type/). */
export function typePredicate(operand: unknown): (value: unknown) => boolean {
  if (Array.isArray(operand) && operand.length === 0) {
    throw badValue('$type must match at least one type');
  }
  const wanted = new Set((Array.isArray(operand) ? operand : [operand]).flatMap(typesOf));
  return (value) => value !== undefined && wanted.has(typeNumber(value));
}
