import type { Document } from '../../../bson/document.ts';
import { mongoError, notSupported } from '../../../mongo-error.ts';
import type { Pause } from '../../../scheduling/coroutine.ts';
import type { Accumulator } from '../../expressions/accumulator-types.ts';
import { ACCUMULATORS } from '../../expressions/accumulators.ts';
import type { EvaluationOptions } from '../../expressions/evaluation-options.ts';
import { compileExpression, rootScope } from '../../expressions/expression.ts';
import type { Scope } from '../../expressions/expression-types.ts';
import { compileNAccumulator, N_ACCUMULATORS } from '../../expressions/n-accumulators.ts';
import { ValueMap } from '../../expressions/value-set.ts';
import { setField } from '../../values/fields.ts';
import { isObject } from '../../values/value-type.ts';
import type { StageFactory } from '../stage-types.ts';
import type { DocumentStream } from '../types.ts';

/** One computed field of `$group`: its accumulator and the expression that feeds it. */
export interface GroupField {
  readonly name: string;
  make(): Accumulator;
  input(scope: Scope): unknown;
}

/** Accumulators of MongoDB that are refused by name. */
export const UNSUPPORTED_ACCUMULATORS: ReadonlySet<string> = new Set([
  '$accumulator',
  '$concatArrays',
  '$median',
  '$percentile',
  '$setUnion',
]);

/**
 * Compiles `{ name: { $accumulator: expression } }`.
 *
 * @throws {MongoError} 40234, 40235, 40238 or 15952 when it is malformed.
 */
export function compileGroupField(
  name: string,
  spec: unknown,
  options: EvaluationOptions,
): GroupField {
  if (name.includes('.')) throw mongoError(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$'))
    throw mongoError(40236, `The field name '${name}' cannot be an operator name`);
  if (!isObject(spec)) throw mongoError(40234, `The field '${name}' must be an accumulator object`);
  const operators = Object.keys(spec);
  const [operator] = operators;
  if (operator === undefined || operators.length > 1) {
    throw mongoError(40238, `The field '${name}' must specify one accumulator`);
  }
  if (UNSUPPORTED_ACCUMULATORS.has(operator)) throw notSupported(`the accumulator ${operator}`);
  const operand = spec[operator];
  if (N_ACCUMULATORS.has(operator))
    return { name, ...compileNAccumulator(operator, operand, options) };
  const make = ACCUMULATORS.get(operator);
  if (!make) throw mongoError(15952, `unknown group operator '${operator}'`);
  if (operator === '$count' && !(isObject(operand) && Object.keys(operand).length === 0)) {
    throw mongoError(9, '$count takes no arguments, i.e. $count:{}');
  }
  if (Array.isArray(operand) && operand.length !== 1) {
    throw mongoError(40237, `The ${operator} accumulator is a unary operator`);
  }
  const expression: unknown = Array.isArray(operand) ? operand[0] : operand;
  return {
    name,
    make: () => make(options.collation),
    input: compileExpression(expression, options),
  };
}

/** Groups a stream by a key and computes the fields of each group. */
export async function* groupBy(
  input: DocumentStream,
  keyOf: (scope: Scope) => unknown,
  fields: readonly GroupField[],
  options: EvaluationOptions,
  pause: Pause,
): AsyncGenerator<Document> {
  const groups = new ValueMap<Accumulator[]>(options.collation);
  const scopeOf = rootScope(options);
  for await (const doc of input) {
    const scope = scopeOf(doc);
    const key = keyOf(scope);
    const accumulators = groups.getOrAdd(key === undefined ? null : key, () =>
      fields.map((field) => field.make()),
    );
    fields.forEach((field, i) => {
      accumulators[i]?.add(field.input(scope));
    });
  }
  for (const { key, value } of groups.entries()) {
    const paused = pause();
    if (paused) await paused;
    const out: Document = { _id: key };
    fields.forEach((field, i) => {
      setField(out, field.name, value[i]?.result());
    });
    yield out;
  }
}

/** `$group` (manual: reference/operator/aggregation/group/). */
export const groupStage: StageFactory = (spec, { options }, name) => {
  if (!isObject(spec)) throw mongoError(15947, "a group's fields must be specified in an object");
  if (!Object.hasOwn(spec, '_id'))
    throw mongoError(15955, 'a group specification must include an _id');
  const keyOf = compileExpression(spec._id, options);
  const fields = Object.keys(spec)
    .filter((field) => field !== '_id')
    .map((field) => compileGroupField(field, spec[field], options));
  return { name, run: (input, { pause }) => groupBy(input, keyOf, fields, options, pause) };
};
