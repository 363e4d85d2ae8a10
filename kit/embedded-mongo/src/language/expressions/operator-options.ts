import { failedToParse } from '../../mongo-error.ts';
import { isObject, typeName } from '../values/value-type.ts';
import type { Expression, ExpressionCompiler } from './expression-types.ts';

/**
 * Reads the fields of an operator's document without checking their values.
 *
 * @throws {MongoError} 9 for an unknown or missing field.
 */
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

/** Compiles each field of an operator's document as an expression. */
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
