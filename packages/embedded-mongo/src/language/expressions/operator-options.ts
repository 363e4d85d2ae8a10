import { failedToParse } from '../../mongo-error.ts';
import { isObject, typeName } from '../values/value-type.ts';
import type { Expression, ExpressionCompiler } from './expression-types.ts';

/** The fields of an operator's document, unchecked values. Throws 9 for unknown or absent ones. */
export function readOptions(
  operand: unknown,
  name: string,
  spec: { readonly required: readonly string[]; readonly optional?: readonly string[] },
): Readonly<Record<string, unknown>> {
  if (!isObject(operand)) {
    throw failedToParse(
      `${name} only supports an object as an argument, found ${typeName(operand)}`,
    );
  }
  for (const key of Object.keys(operand)) {
    if (!spec.required.includes(key) && !spec.optional?.includes(key)) {
      throw failedToParse(`Unrecognized argument to ${name}: ${key}`);
    }
  }
  for (const key of spec.required) {
    if (!Object.hasOwn(operand, key)) throw failedToParse(`Missing '${key}' parameter to ${name}`);
  }
  return operand;
}

/** The fields of an operator's document, each compiled as an expression. */
export function compileExpressionOptions(
  operand: unknown,
  compiler: ExpressionCompiler,
  name: string,
  spec: { readonly required: readonly string[]; readonly optional?: readonly string[] },
): Readonly<Record<string, Expression>> {
  const compiled: Record<string, Expression> = {};
  for (const [key, value] of Object.entries(readOptions(operand, name, spec))) {
    compiled[key] = compiler.compile(value);
  }
  return compiled;
}
