import { mongoError } from '../../../mongo-error.ts';
import { isObject } from '../../values/value-type.ts';
import type { Binding, Operator, Scope } from '../expression-types.ts';
import { argumentsOf } from '../operands.ts';
import { readOptions } from '../operator-options.ts';
import { isTrue } from '../truth.ts';

const cond: Operator = (operand, compiler, name) => {
  let parts: readonly unknown[];
  if (isObject(operand)) {
    for (const key of Object.keys(operand)) {
      if (!['if', 'then', 'else'].includes(key)) {
        throw mongoError(17083, `Unrecognized parameter to $cond: ${key}`);
      }
    }
    ['if', 'then', 'else'].forEach((key, i) => {
      if (!Object.hasOwn(operand, key))
        throw mongoError(17080 + i, `Missing '${key}' parameter to $cond`);
    });
    parts = [operand.if, operand.then, operand.else];
  } else {
    parts = Array.isArray(operand) ? operand : [operand];
  }
  const [test, yes, no] = argumentsOf(parts, compiler, name, 3, 3);
  return (scope) => (isTrue(test?.(scope)) ? yes?.(scope) : no?.(scope));
};

const ifNull: Operator = (operand, compiler, name) => {
  const count = Array.isArray(operand) ? operand.length : 1;
  if (count < 2) throw mongoError(1257300, `$ifNull needs at least two arguments, had: ${count}`);
  const list = argumentsOf(operand, compiler, name, 2, Number.POSITIVE_INFINITY);
  return (scope) => {
    let value: unknown;
    for (const argument of list) {
      value = argument(scope);
      if (value !== null && value !== undefined) return value;
    }
    return value;
  };
};

const switchOperator: Operator = (operand, compiler) => {
  if (!isObject(operand)) throw mongoError(40060, '$switch requires an object as an argument');
  for (const key of Object.keys(operand)) {
    if (key !== 'branches' && key !== 'default') {
      throw mongoError(40067, `$switch found an unknown argument: ${key}`);
    }
  }
  const { branches } = operand;
  if (branches !== undefined && !Array.isArray(branches)) {
    throw mongoError(40061, "$switch expected an array for 'branches'");
  }
  if (!branches || branches.length === 0) {
    throw mongoError(40068, '$switch requires at least one branch.');
  }
  const compiled = branches.map((branch: unknown) => {
    if (!isObject(branch)) throw mongoError(40062, '$switch expected each branch to be an object');
    for (const key of Object.keys(branch)) {
      if (key !== 'case' && key !== 'then') {
        throw mongoError(40063, `$switch found an unknown argument to a branch: ${key}`);
      }
    }
    if (!Object.hasOwn(branch, 'case'))
      throw mongoError(40064, "$switch requires each branch have a 'case' expression");
    if (!Object.hasOwn(branch, 'then'))
      throw mongoError(40065, "$switch requires each branch have a 'then' expression.");
    return { test: compiler.compile(branch.case), result: compiler.compile(branch.then) };
  });
  const otherwise = Object.hasOwn(operand, 'default')
    ? compiler.compile(operand.default)
    : undefined;
  return (scope) => {
    for (const { test, result } of compiled) if (isTrue(test(scope))) return result(scope);
    if (otherwise) return otherwise(scope);
    throw mongoError(
      40066,
      '$switch could not find a matching branch for an input, and no default was specified.',
    );
  };
};

/** @throws {MongoError} 9 for an invalid variable name. */
export function checkVariableName(name: unknown): string {
  if (typeof name === 'string' && /^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name)) return name;
  if (name === 'CURRENT')
    throw mongoError(115, 'Rebinding $$CURRENT is not supported by this database');
  throw mongoError(
    9,
    `'${String(name)}' starts with an invalid character for a user variable name`,
  );
}

const letOperator: Operator = (operand, compiler, name) => {
  const { vars, in: body } = readOptions(operand, name, { required: ['vars', 'in'] });
  if (!isObject(vars)) throw mongoError(10065, 'invalid parameter: expected an object (vars)');
  const variables = Object.keys(vars).map((key) => ({
    name: checkVariableName(key),
    expression: compiler.compile(vars[key]),
  }));
  const inner = compiler.compile(
    body,
    variables.map((variable) => variable.name),
  );
  return (scope) => {
    let bindings: Binding | undefined = scope.bindings;
    for (const variable of variables) {
      bindings = { name: variable.name, value: variable.expression(scope), next: bindings };
    }
    const extended: Scope = { root: scope.root, now: scope.now, bindings };
    return inner(extended);
  };
};

/** Conditional and variable operators. */
export const conditionalOperators: Readonly<Record<string, Operator>> = {
  $cond: cond,
  $ifNull: ifNull,
  $switch: switchOperator,
  $let: letOperator,
  $literal: (operand) => () => operand,
};
