import { mongoError } from '../../mongo-error.ts';
import type { Collation } from '../values/collation-types.ts';
import type { Expression, ExpressionCompiler, Operator, Scope } from './expression-types.ts';
import { compileExpressionOptions } from './operator-options.ts';

/** Context of a strict operator, besides the values of its arguments. */
export interface Call {
  readonly name: string;
  readonly collation: Collation | undefined;
}

/** Returns the arguments of an operator: a list, or a single one without brackets. */
export function argumentsOf(
  operand: unknown,
  compiler: ExpressionCompiler,
  name: string,
  min: number,
  max: number,
): Expression[] {
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (min === max && list.length !== min) {
    throw mongoError(
      16020,
      `Expression ${name} takes exactly ${min} arguments. ${list.length} were passed in.`,
    );
  }
  if (list.length < min || list.length > max) {
    throw mongoError(
      28667,
      `Expression ${name} takes at least ${min} arguments, and at most ${max}, but ${list.length} were passed in.`,
    );
  }
  return list.map((argument) => compiler.compile(argument));
}

/** Builds an operator with one argument. */
export function unary(evaluate: (value: unknown, call: Call) => unknown): Operator {
  return (operand, compiler, name) => {
    const [argument] = argumentsOf(operand, compiler, name, 1, 1);
    const call = { name, collation: compiler.collation };
    return (scope) => evaluate(argument?.(scope), call);
  };
}

/** Builds an operator with two arguments. */
export function binary(evaluate: (a: unknown, b: unknown, call: Call) => unknown): Operator {
  return (operand, compiler, name) => {
    const [left, right] = argumentsOf(operand, compiler, name, 2, 2);
    const call = { name, collation: compiler.collation };
    return (scope) => evaluate(left?.(scope), right?.(scope), call);
  };
}

/** Builds an operator that evaluates all of its arguments first. */
export function variadic(
  min: number,
  max: number,
  evaluate: (values: readonly unknown[], call: Call) => unknown,
): Operator {
  return (operand, compiler, name) => {
    const list = argumentsOf(operand, compiler, name, min, max);
    const call = { name, collation: compiler.collation };
    return (scope) =>
      evaluate(
        list.map((argument) => argument(scope)),
        call,
      );
  };
}

/** Builds an operator with named arguments, all evaluated first. */
export function named(
  spec: { readonly required: readonly string[]; readonly optional?: readonly string[] },
  evaluate: (
    values: Readonly<Record<string, unknown>>,
    call: Call,
    given: ReadonlySet<string>,
  ) => unknown,
): Operator {
  return (operand, compiler, name) => {
    const options = compileExpressionOptions(operand, compiler, name, spec);
    const call = { name, collation: compiler.collation };
    const given = new Set(Object.keys(options));
    const entries = Object.entries(options);
    return (scope: Scope) => {
      const values: Record<string, unknown> = {};
      for (const [key, expression] of entries) values[key] = expression(scope);
      return evaluate(values, call, given);
    };
  };
}
