import { Int32 } from 'bson';
import { compareValues } from '../../values/compare.ts';
import type { Operator } from '../expression-types.ts';
import { argumentsOf, binary, unary } from '../operands.ts';
import { isTrue } from '../truth.ts';

const compares = (accepts: (order: number) => boolean): Operator =>
  binary((a, b, call) => accepts(compareValues(a, b, call.collation)));

const and: Operator = (operand, compiler, name) => {
  const list = argumentsOf(operand, compiler, name, 0, Number.POSITIVE_INFINITY);
  return (scope) => list.every((argument) => isTrue(argument(scope)));
};

const or: Operator = (operand, compiler, name) => {
  const list = argumentsOf(operand, compiler, name, 0, Number.POSITIVE_INFINITY);
  return (scope) => list.some((argument) => isTrue(argument(scope)));
};

/** Comparison in BSON order across types, and boolean operators. */
export const comparisonOperators: Readonly<Record<string, Operator>> = {
  $eq: compares((order) => order === 0),
  $ne: compares((order) => order !== 0),
  $gt: compares((order) => order > 0),
  $gte: compares((order) => order >= 0),
  $lt: compares((order) => order < 0),
  $lte: compares((order) => order <= 0),
  $cmp: binary((a, b, call) => new Int32(compareValues(a, b, call.collation))),
  $and: and,
  $or: or,
  $not: unary((value) => !isTrue(value)),
};
