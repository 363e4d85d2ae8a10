import { failedToParse, mongoError } from '../../mongo-error.ts';
import type { CompiledSort } from '../keys/key-types.ts';
import { compileSort } from '../keys/sort.ts';
import { compareValues } from '../values/compare.ts';
import { toSafeInteger } from '../values/number.ts';
import { isNullish, isNumber, isObject } from '../values/value-type.ts';
import type { Accumulator } from './accumulator-types.ts';
import type { EvaluationOptions } from './evaluation-options.ts';
import { compileExpression, rootScope } from './expression.ts';
import type { Scope } from './expression-types.ts';
import { readOptions } from './operator-options.ts';

/** Accumulators that keep several values or choose by a sort order. */
export const N_ACCUMULATORS: ReadonlySet<string> = new Set([
  '$firstN',
  '$lastN',
  '$minN',
  '$maxN',
  '$top',
  '$topN',
  '$bottom',
  '$bottomN',
]);

interface Parts {
  make(): Accumulator;
  input(scope: Scope): unknown;
}

function countOf(spec: unknown, name: string, options: EvaluationOptions): number {
  const value = compileExpression(spec, options)(rootScope(options)({}));
  const n = isNumber(value) ? toSafeInteger(value) : undefined;
  if (n === undefined)
    throw mongoError(
      5787902,
      `Value for 'n' must be of integral type, but found ${String(value)} in ${name}`,
    );
  if (n <= 0) throw mongoError(5787908, `'n' must be greater than 0, found ${n}`);
  return n;
}

/** Keeps all values and chooses at the end. */
class Choice<T> implements Accumulator {
  private readonly values: T[] = [];
  private readonly choose: (values: T[]) => unknown;
  constructor(choose: (values: T[]) => unknown) {
    this.choose = choose;
  }
  add(value: unknown): void {
    this.values.push(value as T);
  }
  result(): unknown {
    return this.choose(this.values);
  }
}

interface Ranked {
  readonly key: readonly unknown[];
  readonly output: unknown;
}

function ranked(operator: string, operand: unknown, options: EvaluationOptions): Parts {
  const isSingle = operator === '$top' || operator === '$bottom';
  const spec = readOptions(operand, operator, {
    required: isSingle ? ['sortBy', 'output'] : ['n', 'sortBy', 'output'],
  });
  if (!isObject(spec.sortBy))
    throw failedToParse(`expected 'sortBy' to be an object in ${operator}`);
  const sort: CompiledSort = compileSort(spec.sortBy, options.collation);
  const output = compileExpression(spec.output, options);
  const n = isSingle ? 1 : countOf(spec.n, operator, options);
  const isTop = operator.startsWith('$top');
  return {
    make: () =>
      new Choice<Ranked>((values) => {
        const sorted = [...values].sort((a, b) => sort.compareKeys(a.key, b.key));
        const chosen = (isTop ? sorted.slice(0, n) : sorted.slice(-n)).map(({ output: value }) =>
          value === undefined ? null : value,
        );
        return isSingle ? (chosen[0] ?? null) : chosen;
      }),
    input: (scope) => ({
      key: isObject(scope.root) ? sort.keyOf(scope.root) : [],
      output: output(scope),
    }),
  };
}

/** `$firstN`, `$lastN`, `$minN`, `$maxN`, `$top`, `$topN`, `$bottom`, `$bottomN`. */
export function compileNAccumulator(
  operator: string,
  operand: unknown,
  options: EvaluationOptions,
): Parts {
  if (/^\$(?:top|bottom)/.test(operator)) return ranked(operator, operand, options);
  const spec = readOptions(operand, operator, { required: ['input', 'n'] });
  const n = countOf(spec.n, operator, options);
  const choose = (values: unknown[]): unknown => {
    const all = values.map((value) => (value === undefined ? null : value));
    if (operator === '$firstN') return all.slice(0, n);
    if (operator === '$lastN') return all.slice(-n);
    const sign = operator === '$minN' ? 1 : -1;
    const present = all.filter((value) => !isNullish(value));
    return present.sort((a, b) => compareValues(a, b, options.collation) * sign).slice(0, n);
  };
  return {
    make: () => new Choice<unknown>(choose),
    input: compileExpression(spec.input, options),
  };
}
