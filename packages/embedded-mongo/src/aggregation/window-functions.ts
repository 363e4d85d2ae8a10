import { Int32 } from 'bson';
import { failedToParse, mongoError, notSupported } from '../mongo-error.ts';
import { toSafeInteger } from '../semantics/number.ts';
import type { EvaluationOptions } from '../semantics/types.ts';
import { isNullish, isNumber, isObject } from '../semantics/value-type.ts';
import { compileExpression } from './expression.ts';
import type { Scope } from './expression-types.ts';
import { readOptions } from './operator-options.ts';
import { compileGroupField } from './stages/group.ts';
import { compileWindow } from './window-bounds.ts';

/** One partition, in its order. */
export interface Partition {
  readonly scopes: readonly Scope[];
  /** The value of the first sort field of each document. */
  readonly keys: readonly unknown[];
  /** True when a document sorts as the one before it. */
  readonly isTie: readonly boolean[];
}

/** Computes a field for every document of a partition. */
export type WindowFunction = (partition: Partition) => readonly unknown[];

const RANKS = new Set(['$rank', '$denseRank', '$documentNumber']);
const REFUSED = new Set([
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
  return ({ isTie }) => {
    let rank = 0;
    let dense = 0;
    return isTie.map((tie, i) => {
      if (!tie) {
        rank = i + 1;
        dense += 1;
      }
      return new Int32(operator === '$rank' ? rank : operator === '$denseRank' ? dense : i + 1);
    });
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
  return ({ scopes }) =>
    scopes.map((scope, i) => {
      const other = scopes[i + by];
      const value = other ? output(other) : otherwise(scope);
      return value === undefined ? null : value;
    });
}

function lastObserved(operand: unknown, options: EvaluationOptions): WindowFunction {
  const input = compileExpression(operand, options);
  return ({ scopes }) => {
    let last: unknown = null;
    return scopes.map((scope) => {
      const value = input(scope);
      if (!isNullish(value)) last = value;
      return last;
    });
  };
}

function accumulating(
  name: string,
  operator: string,
  operand: unknown,
  window: unknown,
  options: EvaluationOptions,
  hasSortBy: boolean,
): WindowFunction {
  const field = compileGroupField('field', { [operator]: operand }, options);
  const { find, isRange } = compileWindow(window);
  if (
    !hasSortBy &&
    (isRange ||
      (isObject(window) &&
        window.documents !== undefined &&
        JSON.stringify(window.documents) !== '["unbounded","unbounded"]'))
  ) {
    throw mongoError(
      isRange ? 5339902 : 5339901,
      `${isRange ? 'Range-based' : 'Document-based'} bounds require a sortBy (${name})`,
    );
  }
  return ({ scopes, keys }) => {
    const inputs = scopes.map((scope) => field.input(scope));
    let running = field.make();
    let start = 0;
    let next = 0;
    return scopes.map((_, i) => {
      const { from, to } = find(i, keys);
      // A window that only grows at its end goes on from where it was; any other begins anew.
      if (from !== start || to + 1 < next) {
        running = field.make();
        start = from;
        next = from;
      }
      for (; next <= to; next += 1) running.add(inputs[next]);
      return running.result();
    });
  };
}

/** Reads one output field of `$setWindowFields`. Throws 9 for its form, 115 for refused functions. */
export function compileWindowFunction(
  name: string,
  spec: unknown,
  options: EvaluationOptions,
  hasSortBy: boolean,
): WindowFunction {
  if (!isObject(spec)) throw failedToParse(`The field '${name}' must be an object`);
  const operators = Object.keys(spec).filter((key) => key !== 'window');
  const [operator] = operators;
  if (operator === undefined || operators.length > 1 || !operator.startsWith('$')) {
    throw failedToParse('Expected exactly one $-prefixed window function');
  }
  if (REFUSED.has(operator)) throw notSupported(`the window function ${operator}`);
  const isPlain = RANKS.has(operator) || operator === '$shift' || operator === '$locf';
  if (!isPlain)
    return accumulating(name, operator, spec[operator], spec.window, options, hasSortBy);
  if (spec.window !== undefined)
    throw failedToParse(`${operator} does not accept a 'window' field`);
  if (!hasSortBy)
    throw mongoError(5371602, `${operator} must be specified with a top level sortBy expression`);
  if (operator === '$shift') return shift(spec[operator], options);
  if (operator === '$locf') return lastObserved(spec[operator], options);
  return ranks(operator);
}
