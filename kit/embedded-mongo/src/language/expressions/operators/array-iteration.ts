import { mongoError } from '../../../mongo-error.ts';
import { toSafeInteger } from '../../values/number.ts';
import { isNullish, isNumber, typeName } from '../../values/value-type.ts';
import { bind, type Operator } from '../expression-types.ts';
import { readOptions } from '../operator-options.ts';
import { isTrue } from '../truth.ts';
import { checkVariableName } from './conditional.ts';

const map: Operator = (operand, compiler, name) => {
  const options = readOptions(operand, name, { required: ['input', 'in'], optional: ['as'] });
  const variable = options.as === undefined ? 'this' : checkVariableName(options.as);
  const input = compiler.compile(options.input);
  const each = compiler.compile(options.in, [variable]);
  return (scope) => {
    const array = input(scope);
    if (isNullish(array)) return null;
    if (!Array.isArray(array))
      throw mongoError(16883, `input to $map must be an array not ${typeName(array)}`);
    return array.map((element: unknown) => each(bind(scope, variable, element)) ?? null);
  };
};

const filter: Operator = (operand, compiler, name) => {
  const options = readOptions(operand, name, {
    required: ['input', 'cond'],
    optional: ['as', 'limit'],
  });
  const variable = options.as === undefined ? 'this' : checkVariableName(options.as);
  const input = compiler.compile(options.input);
  const condition = compiler.compile(options.cond, [variable]);
  const limit = options.limit === undefined ? undefined : compiler.compile(options.limit);
  return (scope) => {
    const array = input(scope);
    if (isNullish(array)) return null;
    if (!Array.isArray(array))
      throw mongoError(28651, `input to $filter must be an array not ${typeName(array)}`);
    const given = limit?.(scope);
    let left = Number.POSITIVE_INFINITY;
    if (!isNullish(given)) {
      const n = isNumber(given) ? toSafeInteger(given) : undefined;
      if (n === undefined)
        throw mongoError(327391, `$filter: limit must be represented as a 32-bit integral value`);
      if (n <= 0) throw mongoError(327392, `$filter: limit must be greater than 0: ${n}`);
      left = n;
    }
    const kept: unknown[] = [];
    for (const element of array) {
      if (left === 0) break;
      if (!isTrue(condition(bind(scope, variable, element)))) continue;
      kept.push(element);
      left -= 1;
    }
    return kept;
  };
};

const reduce: Operator = (operand, compiler, name) => {
  const options = readOptions(operand, name, { required: ['input', 'initialValue', 'in'] });
  const input = compiler.compile(options.input);
  const initial = compiler.compile(options.initialValue);
  const step = compiler.compile(options.in, ['value', 'this']);
  return (scope) => {
    const array = input(scope);
    if (isNullish(array)) return null;
    if (!Array.isArray(array))
      throw mongoError(
        40080,
        `$reduce requires that 'input' be an array, found: ${typeName(array)}`,
      );
    return array.reduce<unknown>(
      (value, element: unknown) => step(bind(bind(scope, 'value', value), 'this', element)),
      initial(scope),
    );
  };
};

/** Operators that iterate over arrays. */
export const arrayIterationOperators: Readonly<Record<string, Operator>> = {
  $map: map,
  $filter: filter,
  $reduce: reduce,
};
