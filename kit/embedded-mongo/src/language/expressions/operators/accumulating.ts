import { ACCUMULATORS } from '../accumulators.ts';
import type { Operator } from '../expression-types.ts';
import { argumentsOf } from '../operands.ts';

/**
 * Builds `$sum` and other accumulators outside of `$group`: over one array, or over their
 * arguments.
 */
const over: Operator = (operand, compiler, name) => {
  const list = argumentsOf(operand, compiler, name, 0, Number.POSITIVE_INFINITY);
  const make = ACCUMULATORS.get(name);
  return (scope) => {
    const values = list.map((argument) => argument(scope));
    const [only] = values;
    const accumulator = make?.(compiler.collation);
    for (const value of values.length === 1 && Array.isArray(only) ? only : values) {
      accumulator?.add(value);
    }
    return accumulator?.result();
  };
};

/** Accumulators that are also expressions. */
export const accumulatingOperators: Readonly<Record<string, Operator>> = {
  $sum: over,
  $avg: over,
  $min: over,
  $max: over,
  $stdDevPop: over,
  $stdDevSamp: over,
};
