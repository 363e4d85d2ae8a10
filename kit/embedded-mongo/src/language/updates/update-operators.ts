import { Double, Int32, Long, Timestamp } from 'bson';
import { badValue, typeMismatch } from '../../mongo-error.ts';
import { addNumbers, fromBigInt, multiplyNumbers } from '../values/arithmetic.ts';
import type { Collation } from '../values/collation-types.ts';
import { compareValues } from '../values/compare.ts';
import { writeDecimal } from '../values/decimal.ts';
import { describe } from '../values/describe.ts';
import { numberKind, toBigInt } from '../values/number.ts';
import { isNumber, isObject, typeName } from '../values/value-type.ts';
import type { LeafContext, UpdateLeaf } from './update-walk.ts';

/** `$set`, and `$setOnInsert` where it applies. */
export function setTo(value: unknown): UpdateLeaf {
  return { creates: true, change: () => value };
}

/** `$unset`. */
export const unset: UpdateLeaf = {
  creates: false,
  toleratesScalars: true,
  change: () => undefined,
};

function idText(context: LeafContext): string {
  return `{_id: ${describe(context.root._id)}}`;
}

function checkNumeric(name: string, current: unknown, context: LeafContext): void {
  if (isNumber(current)) return;
  const field = context.path.split('.').at(-1);
  throw typeMismatch(
    `Cannot apply ${name} to a value of non-numeric type. ${idText(context)} has the field '${field}' of non-numeric type ${typeName(current)}`,
  );
}

function calculated(
  name: string,
  operand: unknown,
  calculate: (a: unknown, b: unknown) => unknown,
  initial: unknown,
): UpdateLeaf {
  return {
    creates: true,
    change: (current, context) => {
      if (current === undefined) return initial;
      checkNumeric(name, current, context);
      const result = calculate(current, operand);
      if (result !== undefined) return result;
      throw badValue(
        `Failed to apply ${name} operations to current value ((NumberLong)${describe(current)}) for document ${idText(context)}`,
      );
    },
  };
}

/**
 * `$inc` (manual: reference/operator/update/inc/). The result has the wider type; a long must not
 * overflow.
 */
export function increment(operand: unknown, path: string): UpdateLeaf {
  if (!isNumber(operand)) {
    throw typeMismatch(
      `Cannot increment with non-numeric argument: {${path}: ${describe(operand)}}`,
    );
  }
  return calculated('$inc', operand, addNumbers, operand);
}

function zeroLike(operand: unknown): unknown {
  switch (numberKind(operand)) {
    case 'decimal':
      return writeDecimal({ coefficient: 0n, exponent: 0 });
    case 'double':
      return new Double(0);
    case 'long':
      return Long.ZERO;
    default:
      return new Int32(0);
  }
}

/** `$mul` (manual: reference/operator/update/mul/). A missing field becomes zero. */
export function multiply(operand: unknown, path: string): UpdateLeaf {
  if (!isNumber(operand)) {
    throw typeMismatch(
      `Cannot multiply with non-numeric argument: {${path}: ${describe(operand)}}`,
    );
  }
  return calculated('$mul', operand, multiplyNumbers, zeroLike(operand));
}

/** `$min` (sign -1) and `$max` (sign 1), by BSON order across types. */
export function extreme(
  operand: unknown,
  sign: 1 | -1,
  collation: Collation | undefined,
): UpdateLeaf {
  return {
    creates: true,
    change: (current) => {
      if (current === undefined) return operand;
      return compareValues(operand, current, collation) === sign ? operand : current;
    },
  };
}

let lastTimestamp = { seconds: 0, count: 0 };

function timestampAt(now: Date): Timestamp {
  const seconds = Math.floor(now.getTime() / 1000);
  const count = seconds === lastTimestamp.seconds ? lastTimestamp.count + 1 : 1;
  lastTimestamp = { seconds, count };
  return new Timestamp({ t: seconds, i: count });
}

/** `$currentDate` (manual: reference/operator/update/currentDate/). */
export function currentDate(operand: unknown): UpdateLeaf {
  let type: unknown = typeof operand === 'boolean' ? 'date' : undefined;
  if (isObject(operand)) {
    for (const name of Object.keys(operand)) {
      if (name !== '$type') throw badValue(`Unrecognized $currentDate option: ${name}`);
    }
    type = operand.$type;
    if (type !== 'date' && type !== 'timestamp') {
      throw badValue(
        "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
      );
    }
  }
  if (type === undefined) {
    throw badValue(
      `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  }
  return {
    creates: true,
    change: (_, context) => (type === 'date' ? new Date(context.now) : timestampAt(context.now)),
  };
}

const BIT_OPERATIONS: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

function isInteger(value: unknown): boolean {
  const kind = numberKind(value);
  return kind === 'int' || kind === 'long';
}

/** `$bit` (manual: reference/operator/update/bit/). */
export function bitwise(operand: unknown, path: string): UpdateLeaf {
  if (!isObject(operand)) {
    throw badValue(
      `The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  }
  const names = Object.keys(operand);
  if (names.length === 0) {
    throw badValue(
      `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}`,
    );
  }
  const operations = names.map((name) => {
    const operation = Object.hasOwn(BIT_OPERATIONS, name) ? BIT_OPERATIONS[name] : undefined;
    if (!operation) {
      throw badValue(
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${path}: ${describe(operand)}}`,
      );
    }
    const argument = operand[name];
    if (!isInteger(argument)) {
      throw badValue(
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(argument)}' is not supported here: {${name}: ${describe(argument)}}`,
      );
    }
    return { operation, bits: toBigInt(argument) ?? 0n, isLong: numberKind(argument) === 'long' };
  });
  return {
    creates: true,
    change: (current, context) => {
      if (current !== undefined && !isInteger(current)) {
        throw badValue(
          `Cannot apply $bit to a value of non-integral type.${idText(context)} has the field ${context.path} of non-integer type ${typeName(current)}`,
        );
      }
      let bits = toBigInt(current) ?? 0n;
      for (const { operation, bits: argument } of operations) bits = operation(bits, argument);
      const isLong = numberKind(current) === 'long' || operations.some((o) => o.isLong);
      return fromBigInt(bits, isLong ? 'long' : 'int');
    },
  };
}
