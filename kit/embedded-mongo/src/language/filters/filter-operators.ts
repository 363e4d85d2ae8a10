import type { Document } from '../../bson/document.ts';
import { badValue, notSupported } from '../../mongo-error.ts';
import type { Collation } from '../values/collation-types.ts';
import { toBigInt, toDouble, toSafeInteger } from '../values/number.ts';
import { compileRegex, literalPrefix } from '../values/regex.ts';
import { isNumber, isObject, Rank, regexOf, stringOf, typeRank } from '../values/value-type.ts';
import { bitTest } from './filter-bits.ts';
import {
  type Condition,
  negation,
  type ValueCondition,
  valueCondition,
} from './filter-condition.ts';
import type { RegexNode } from './filter-types.ts';
import { typePredicate } from './type-predicate.ts';
import { type ComparisonKind, comparesTo, equalToAny } from './value-predicates.ts';

const GEO = ['$near', '$nearSphere', '$geoNear', '$geoWithin', '$geoIntersects', '$within'];
/** Field operators that are refused by name. */
export const UNSUPPORTED_FIELD_OPERATORS: ReadonlySet<string> = new Set([
  ...GEO,
  '$maxDistance',
  '$minDistance',
  '$geometry',
  '$where',
  '$text',
]);

/** True for a regular expression value. */
export function isRegex(value: unknown): value is object {
  return typeRank(value) === Rank.regex;
}

/** Compiles a comparison operator. */
export function comparison(
  kind: ComparisonKind,
  operand: unknown,
  collation: Collation | undefined,
): ValueCondition {
  if (operand === undefined) throw badValue('cannot compare to undefined');
  if (kind !== 'eq' && Array.isArray(operand) && operand.length === 0) {
    // MongoDB's own tests contradict its type order here.
    throw notSupported(`$${kind} with an empty array`);
  }
  return valueCondition(comparesTo(kind, operand, collation), (path) => ({
    kind,
    path,
    value: operand,
  }));
}

function regexNode(path: string, pattern: string, options: string): RegexNode {
  return { kind: 'regex', path, pattern, options, prefix: literalPrefix(pattern, options) };
}

function regexTest(pattern: string, options: string): (value: unknown) => boolean {
  const regex = compileRegex(pattern, options);
  return (value) => {
    const text = stringOf(value);
    if (text !== undefined) return regex.test(text);
    if (!isRegex(value)) return false;
    const other = regexOf(value);
    return other.pattern === pattern && other.options === options;
  };
}

/** Matches strings, and equal regular expression values. */
export function regexCondition(pattern: string, options: string): ValueCondition {
  return valueCondition(regexTest(pattern, options), (path) => regexNode(path, pattern, options));
}

/** Compiles `$in` over values and patterns. */
function inCondition(operand: unknown, name: string, collation: Collation | undefined): Condition {
  if (!Array.isArray(operand)) throw badValue(`${name} needs an array`);
  for (const value of operand) {
    if (isObject(value) && isOperatorDocument(value)) throw badValue(`cannot nest $ under ${name}`);
    if (value === undefined) throw badValue('cannot compare to undefined');
  }
  const values: unknown[] = operand.filter((value) => !isRegex(value));
  const regexes = operand.filter(isRegex).map(regexOf);
  const tests = regexes.map((regex) => regexTest(regex.pattern, regex.options));
  const isValue = equalToAny(values, collation);
  return valueCondition(
    tests.length === 0 ? isValue : (v) => isValue(v) || tests.some((test) => test(v)),
    (path) => ({
      kind: 'in',
      path,
      values,
      regexes: regexes.map((regex) => regexNode(path, regex.pattern, regex.options)),
    }),
  );
}

/**
 * True when the document's first field is an operator: it starts with `$`, and the document is no
 * DBRef.
 */
export function isOperatorDocument(value: Record<string, unknown>): boolean {
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  const names = Object.keys(value);
  if (!names[0]?.startsWith('$')) return false;
  return !(names.includes('$ref') && names.includes('$id'));
}

/** Field operators. A document that starts with another name is not a condition on a value. */
const FIELD_OPERATORS: ReadonlySet<string> = new Set([
  ...GEO,
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$all',
  '$elemMatch',
  '$exists',
  '$type',
  '$size',
  '$mod',
  '$regex',
  '$options',
  '$bitsAllSet',
  '$bitsAllClear',
  '$bitsAnySet',
  '$bitsAnyClear',
]);

/** True when the document's first field is an operator on a value, not on a whole document. */
export function beginsWithFieldOperator(value: Document): boolean {
  return FIELD_OPERATORS.has(Object.keys(value)[0] ?? '');
}

function sizeCondition(operand: unknown): Condition {
  if (!isNumber(operand)) throw badValue('Failed to parse $size. Expected a number');
  const size = toSafeInteger(operand);
  if (size === undefined) throw badValue('Failed to parse $size. Expected an integer');
  if (size < 0) throw badValue('Failed to parse $size. Expected a non-negative number');
  return {
    kind: 'value',
    testsWholeArray: true,
    test: (value) => Array.isArray(value) && value.length === size,
    node: (path) => ({ kind: 'other', operator: '$size', path }),
  };
}

function truncate(operand: unknown, what: string): bigint {
  const double = toDouble(operand);
  if (!isNumber(operand)) throw badValue(`malformed mod, ${what} not a number`);
  if (!Number.isFinite(double)) throw badValue(`malformed mod, ${what} value is invalid`);
  return toBigInt(operand) ?? BigInt(Math.trunc(double));
}

function modCondition(operand: unknown): Condition {
  if (!Array.isArray(operand)) throw badValue('malformed mod, needs to be an array');
  if (operand.length < 2) throw badValue('malformed mod, not enough elements');
  if (operand.length > 2) throw badValue('malformed mod, too many elements');
  const divisor = truncate(operand[0], 'divisor');
  const remainder = truncate(operand[1], 'remainder');
  if (divisor === 0n) throw badValue('divisor cannot be 0');
  return valueCondition(
    (value) => {
      if (!isNumber(value)) return false;
      const double = toDouble(value);
      if (!Number.isFinite(double)) return false;
      return (toBigInt(value) ?? BigInt(Math.trunc(double))) % divisor === remainder;
    },
    (path) => ({ kind: 'other', operator: '$mod', path }),
  );
}

/** Compiles `$regex` with its `$options`. */
export function regexOperator(operand: unknown, options: unknown): Condition {
  const text = stringOf(operand);
  const given = options === undefined ? undefined : stringOf(options);
  if (options !== undefined && given === undefined) throw badValue('$options has to be a string');
  if (text !== undefined) return regexCondition(text, given ?? '');
  if (!isRegex(operand)) throw badValue('$regex has to be a string');
  const regex = regexOf(operand);
  if (given !== undefined && regex.options !== '') {
    throw badValue('options set in both $regex and $options');
  }
  return regexCondition(regex.pattern, given ?? regex.options);
}

function other(operator: string, test: (value: unknown) => boolean): Condition {
  return valueCondition(test, (path) => ({ kind: 'other', operator, path }));
}

const existing: Condition = valueCondition(
  (value) => value !== undefined,
  (path) => ({ kind: 'exists', path, exists: true }),
);

function isTruthy(value: unknown): boolean {
  if (isNumber(value)) return toDouble(value) !== 0;
  return value !== false && value !== null && value !== undefined;
}

/**
 * Compiles operators without a nested filter (manual: reference/operator/query/). Returns
 * `undefined` for other names.
 *
 * @throws {MongoError} 2 for invalid operands, 115 for refused operators.
 */
export function simpleOperator(
  name: string,
  operand: unknown,
  path: string,
  collation: Collation | undefined,
): Condition | undefined {
  switch (name) {
    case '$eq':
      return comparison('eq', operand, collation);
    case '$ne':
      if (isRegex(operand)) throw badValue("Can't have regex as arg to $ne.");
      return negation(comparison('eq', operand, collation));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (isRegex(operand)) {
        throw badValue(`Can't have RegEx as arg to predicate over field '${path}'.`);
      }
      return comparison(name.slice(1) as ComparisonKind, operand, collation);
    case '$in':
      return inCondition(operand, name, collation);
    case '$nin':
      return negation(inCondition(operand, name, collation));
    case '$exists':
      return isTruthy(operand) ? existing : negation(existing);
    case '$type':
      return other(name, typePredicate(operand));
    case '$size':
      return sizeCondition(operand);
    case '$mod':
      return modCondition(operand);
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return other(name, bitTest(name, operand));
    default:
      if (UNSUPPORTED_FIELD_OPERATORS.has(name)) throw notSupported(name);
      return undefined;
  }
}
