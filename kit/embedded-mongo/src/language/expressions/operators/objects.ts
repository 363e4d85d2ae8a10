import type { Document } from '../../../bson/document.ts';
import { mongoError } from '../../../mongo-error.ts';
import { getField, setField } from '../../values/fields.ts';
import { fieldsOf, isNullish, isObject, stringOf, typeName } from '../../values/value-type.ts';
import type { Expression, ExpressionCompiler, Operator } from '../expression-types.ts';
import { unary, variadic } from '../operands.ts';
import { readOptions } from '../operator-options.ts';

/**
 * Reads the field name of `$getField` and `$setField`: a constant string that may contain dots and
 * dollars.
 */
function fieldName(spec: unknown, name: string, code: number): string {
  const literal = isObject(spec) && Object.hasOwn(spec, '$literal') ? spec.$literal : spec;
  const text = stringOf(literal);
  if (text === undefined)
    throw mongoError(code, `${name} requires 'field' to evaluate to a constant string`);
  if (literal === spec && text.startsWith('$')) {
    throw mongoError(
      code,
      `A field path reference which is not allowed in this context. Did you mean {$literal: '${text}'}?`,
    );
  }
  return text;
}

const getFieldOperator: Operator = (operand, compiler, name) => {
  const isLong = isObject(operand) && Object.hasOwn(operand, 'field');
  const spec = isLong
    ? readOptions(operand, name, { required: ['field', 'input'] })
    : { field: operand, input: '$$CURRENT' };
  const field = fieldName(spec.field, name, 5654602);
  const input = compiler.compile(spec.input);
  return (scope) => {
    const object = input(scope);
    if (object === null) return null;
    return isObject(object) ? getField(fieldsOf(object), field) : undefined;
  };
};

function settingField(
  name: string,
  spec: Readonly<Record<string, unknown>>,
  value: Expression,
  compiler: ExpressionCompiler,
): Expression {
  const field = fieldName(spec.field, name, 4161106);
  const input = compiler.compile(spec.input);
  return (scope) => {
    const object = input(scope);
    if (isNullish(object)) return null;
    if (!isObject(object))
      throw mongoError(4161105, `${name} requires 'input' to evaluate to type Object`);
    const result: Document = { ...fieldsOf(object) };
    const given = value(scope);
    if (given === undefined) delete result[field];
    else setField(result, field, given);
    return result;
  };
}

const setFieldOperator: Operator = (operand, compiler, name) => {
  const spec = readOptions(operand, name, { required: ['field', 'input', 'value'] });
  return settingField(name, spec, compiler.compile(spec.value), compiler);
};

const unsetField: Operator = (operand, compiler, name) => {
  const spec = readOptions(operand, name, { required: ['field', 'input'] });
  return settingField(name, spec, () => undefined, compiler);
};

function mergeObjects(values: readonly unknown[]): unknown {
  const [only] = values;
  const list: readonly unknown[] = values.length === 1 && Array.isArray(only) ? only : values;
  let merged: Document = {};
  for (const value of list) {
    if (isNullish(value)) continue;
    if (!isObject(value))
      throw mongoError(
        40400,
        `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`,
      );
    merged = { ...merged, ...fieldsOf(value) };
  }
  return merged;
}

/** Operators on documents. */
export const objectOperators: Readonly<Record<string, Operator>> = {
  $getField: getFieldOperator,
  $setField: setFieldOperator,
  $unsetField: unsetField,
  $mergeObjects: variadic(0, Number.POSITIVE_INFINITY, mergeObjects),
  $objectToArray: unary((value) => {
    if (isNullish(value)) return null;
    if (!isObject(value))
      throw mongoError(
        40390,
        `$objectToArray requires a document input, found: ${typeName(value)}`,
      );
    const fields = fieldsOf(value);
    return Object.keys(fields).map((k) => ({ k, v: fields[k] }));
  }),
};
