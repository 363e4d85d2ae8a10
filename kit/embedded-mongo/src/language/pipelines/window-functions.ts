import { Int32 } from 'bson';
import { failedToParse, mongoError, notSupported } from '../../mongo-error.ts';
import type { Coroutine } from '../../scheduling/coroutine.ts';
import type { EvaluationOptions } from '../expressions/evaluation-options.ts';
import { compileExpression } from '../expressions/expression.ts';
import type { Scope } from '../expressions/expression-types.ts';
import { readOptions } from '../expressions/operator-options.ts';
import type { CompiledSort } from '../keys/key-types.ts';
import { toSafeInteger } from '../values/number.ts';
import { isNullish, isNumber, isObject } from '../values/value-type.ts';
import { compileGroupField } from './stages/group.ts';
import { compileWindow } from './window-bounds.ts';

/** One sorted partition. */
export interface Partition {
  readonly scopes: readonly Scope[];
  /** Value of the first sort field of each document. */
  readonly keys: readonly unknown[];
  /** True for a document that sorts equal to the previous one. */
  readonly isTie: readonly boolean[];
}

/** Computes a field for every document of a partition. */
export type WindowFunction = (partition: Partition) => Coroutine<readonly unknown[]>;

const RANKS = new Set(['$rank', '$denseRank', '$documentNumber']);
/** Window functions of MongoDB that are refused by name. */
export const UNSUPPORTED_WINDOW_FUNCTIONS: ReadonlySet<string> = new Set([
  '$derivative',
  '$integral',
  '$expMovingAvg',
  '$covariancePop',
  '$covarianceSamp',
  '$linearFill',
  '$minMaxScaler',
  '$percentile',
  '$median',
]);

function ranks(operator: string): WindowFunction {
  return function* ({ isTie }) {
    let rank = 0;
    let dense = 0;
    const values: Int32[] = [];
    for (const [i, tie] of isTie.entries()) {
      yield undefined;
      if (!tie) {
        rank = i + 1;
        dense += 1;
      }
      values.push(
        new Int32(operator === '$rank' ? rank : operator === '$denseRank' ? dense : i + 1),
      );
    }
    return values;
  };
}

function shift(operand: unknown, options: EvaluationOptions): WindowFunction {
  const spec = readOptions(operand, '$shift', {
    required: ['output', 'by'],
    optional: ['default'],
  });
  const by = isNumber(spec.by) ? toSafeInteger(spec.by) : undefined;
  if (by === undefined) throw failedToParse("'$shift:by' field must be an integer");
  const output = compileExpression(spec.output, options);
  const otherwise = compileExpression(spec.default ?? null, options);
  return function* ({ scopes }) {
    const values: unknown[] = [];
    for (const [i, scope] of scopes.entries()) {
      yield undefined;
      const other = scopes[i + by];
      const value = other ? output(other) : otherwise(scope);
      values.push(value === undefined ? null : value);
    }
    return values;
  };
}

function lastObserved(operand: unknown, options: EvaluationOptions): WindowFunction {
  const input = compileExpression(operand, options);
  return function* ({ scopes }) {
    let last: unknown = null;
    const values: unknown[] = [];
    for (const scope of scopes) {
      yield undefined;
      const value = input(scope);
      if (!isNullish(value)) last = value;
      values.push(last);
    }
    return values;
  };
}

function checkRangeSort(sort: CompiledSort | undefined): void {
  if (sort?.paths.length !== 1) {
    throw mongoError(5339902, 'Range-based bounds require sortBy a single field');
  }
  if (sort.directions[0] === -1) {
    throw mongoError(8947401, 'Range-based bounds require an ascending sortBy');
  }
}

function accumulating(
  name: string,
  operator: string,
  operand: unknown,
  window: unknown,
  options: EvaluationOptions,
  sort: CompiledSort | undefined,
): WindowFunction {
  const field = compileGroupField('field', { [operator]: operand }, options);
  const { find, isRange } = compileWindow(window);
  if (isRange) checkRangeSort(sort);
  const isPartial =
    isObject(window) &&
    window.documents !== undefined &&
    JSON.stringify(window.documents) !== '["unbounded","unbounded"]';
  if (isPartial && !sort) {
    throw mongoError(5339901, `Document-based bounds require a sortBy (${name})`);
  }
  return function* ({ scopes, keys }) {
    const inputs: unknown[] = [];
    for (const scope of scopes) {
      yield undefined;
      inputs.push(field.input(scope));
    }
    let running = field.make();
    let start = 0;
    let next = 0;
    const values: unknown[] = [];
    for (let i = 0; i < scopes.length; i += 1) {
      yield undefined;
      const { from, to } = find(i, keys);
      // A window that only grows at its end continues with its accumulator; any other starts over.
      if (from !== start || to + 1 < next) {
        running = field.make();
        start = from;
        next = from;
      }
      for (; next <= to; next += 1) running.add(inputs[next]);
      values.push(running.result());
    }
    return values;
  };
}

/**
 * Compiles one output field of `$setWindowFields`.
 *
 * @throws {MongoError} 9 when it is malformed, 115 for a refused function.
 */
export function compileWindowFunction(
  name: string,
  spec: unknown,
  options: EvaluationOptions,
  sort: CompiledSort | undefined,
): WindowFunction {
  if (!isObject(spec)) throw failedToParse(`The field '${name}' must be an object`);
  const operators = Object.keys(spec).filter((key) => key !== 'window');
  const [operator] = operators;
  if (operator === undefined || operators.length > 1 || !operator.startsWith('$')) {
    throw failedToParse('Expected exactly one $-prefixed window function');
  }
  if (UNSUPPORTED_WINDOW_FUNCTIONS.has(operator))
    throw notSupported(`the window function ${operator}`);
  const isPlain = RANKS.has(operator) || operator === '$shift' || operator === '$locf';
  if (!isPlain) return accumulating(name, operator, spec[operator], spec.window, options, sort);
  const isRank = RANKS.has(operator);
  if (spec.window !== undefined) {
    const message = `${operator} does not accept a 'window' field`;
    throw isRank ? mongoError(5371601, message) : failedToParse(message);
  }
  if (!sort || (isRank && sort.paths.length !== 1)) {
    throw mongoError(
      5371602,
      `${operator} must be specified with a top level sortBy expression with exactly one element`,
    );
  }
  if (operator === '$shift') return shift(spec[operator], options);
  if (operator === '$locf') return lastObserved(spec[operator], options);
  return ranks(operator);
}
