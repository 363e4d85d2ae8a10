import { Int32 } from 'bson';
import { mongoError } from '../../../mongo-error.ts';
import { compileSort } from '../../keys/sort.ts';
import { compareValues, valuesEqual } from '../../values/compare.ts';
import { setField } from '../../values/fields.ts';
import { toDouble, toSafeInteger } from '../../values/number.ts';
import {
  fieldsOf,
  isNullish,
  isNumber,
  isObject,
  stringOf,
  typeName,
} from '../../values/value-type.ts';
import type { Operator } from '../expression-types.ts';
import { binary, type Call, named, unary, variadic } from '../operands.ts';
import { readOptions } from '../operator-options.ts';

const MANY = Number.POSITIVE_INFINITY;

function integer(value: unknown, code: number, text: string): number {
  const n = isNumber(value) ? toSafeInteger(value) : undefined;
  if (n === undefined || Math.abs(n) > 0x7fffffff) throw mongoError(code, text);
  return n;
}

function elementAt(array: unknown, index: unknown, call: Call): unknown {
  if (isNullish(array) || isNullish(index)) return null;
  if (!Array.isArray(array))
    throw mongoError(
      28689,
      `${call.name}'s first argument must be an array, but is ${typeName(array)}`,
    );
  if (!isNumber(index))
    throw mongoError(
      28690,
      `${call.name}'s second argument must be a numeric value, but is ${typeName(index)}`,
    );
  const at = integer(
    index,
    28691,
    `${call.name}'s second argument must be representable as a 32-bit integer: ${toDouble(index)}`,
  );
  return array.at(at);
}

const end = (index: number): Operator => unary((array, call) => elementAt(array, index, call));

function slice(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null;
  const [array, first, second] = values;
  if (!Array.isArray(array))
    throw mongoError(
      28724,
      `First argument to $slice must be an array, but is of type: ${typeName(array)}`,
    );
  if (!isNumber(first))
    throw mongoError(
      28725,
      `Second argument to $slice must be a numeric value, but is of type: ${typeName(first)}`,
    );
  const n = integer(
    first,
    28726,
    `Second argument to $slice can't be represented as a 32-bit integer: ${toDouble(first)}`,
  );
  if (second === undefined) return n < 0 ? array.slice(n) : array.slice(0, n);
  if (!isNumber(second))
    throw mongoError(
      28727,
      `Third argument to $slice must be numeric, but is of type: ${typeName(second)}`,
    );
  const count = integer(
    second,
    28728,
    `Third argument to $slice can't be represented as a 32-bit integer: ${toDouble(second)}`,
  );
  if (count <= 0) throw mongoError(28729, `Third argument to $slice must be positive: ${count}`);
  const start = n < 0 ? Math.max(0, array.length + n) : n;
  return array.slice(start, start + count);
}

function concatArrays(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null;
  return values.flatMap((value) => {
    if (Array.isArray(value)) return value;
    throw mongoError(28664, `$concatArrays only supports arrays, not ${typeName(value)}`);
  });
}

function range([start, stop, step = 1]: readonly unknown[]): unknown {
  const bound = (value: unknown, code: number, what: string): number => {
    if (!isNumber(value)) {
      throw mongoError(
        code,
        `$range requires a numeric ${what} value, found value of type: ${typeName(value)}`,
      );
    }
    return integer(
      value,
      code + 1,
      `$range requires a ${what} value that can be represented as a 32-bit integer, found value: ${toDouble(value)}`,
    );
  };
  const from = bound(start, 34443, 'starting');
  const to = bound(stop, 34445, 'ending');
  const by = bound(step, 34447, 'step');
  if (by === 0) throw mongoError(34449, '$range requires a non-zero step value');
  const result: Int32[] = [];
  for (let n = from; by > 0 ? n < to : n > to; n += by) result.push(new Int32(n));
  return result;
}

function indexOfArray([array, wanted, start, stop]: readonly unknown[], call: Call): unknown {
  if (isNullish(array)) return null;
  if (!Array.isArray(array))
    throw mongoError(
      40090,
      `$indexOfArray requires an array as a first argument, found: ${typeName(array)}`,
    );
  const bound = (value: unknown, otherwise: number): number => {
    if (value === undefined) return otherwise;
    const n = integer(
      value,
      40096,
      `$indexOfArray requires an integral index, found a value of type: ${typeName(value)}`,
    );
    if (n < 0) throw mongoError(40097, `$indexOfArray requires a nonnegative index, found: ${n}`);
    return n;
  };
  const last = Math.min(bound(stop, array.length), array.length);
  for (let i = bound(start, 0); i < last; i += 1) {
    if (valuesEqual(array[i], wanted, call.collation)) return new Int32(i);
  }
  return new Int32(-1);
}

function arrayToObject(array: unknown): unknown {
  if (isNullish(array)) return null;
  if (!Array.isArray(array))
    throw mongoError(40386, `$arrayToObject requires an array input, found: ${typeName(array)}`);
  const result: Record<string, unknown> = {};
  for (const entry of array) {
    let key: unknown;
    let value: unknown;
    if (Array.isArray(entry)) {
      if (entry.length !== 2)
        throw mongoError(
          40397,
          `$arrayToObject requires an array of size 2 arrays,found array of size: ${entry.length}`,
        );
      [key, value] = entry;
    } else if (isObject(entry)) {
      const fields = fieldsOf(entry);
      if (Object.keys(fields).length !== 2)
        throw mongoError(
          40392,
          `$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of keys:${Object.keys(fields).length}`,
        );
      if (!Object.hasOwn(fields, 'k') || !Object.hasOwn(fields, 'v'))
        throw mongoError(40393, "$arrayToObject requires an object with keys 'k' and 'v'.");
      key = fields.k;
      value = fields.v;
    } else {
      throw mongoError(
        40398,
        `Unrecognised input type format for $arrayToObject: ${typeName(entry)}`,
      );
    }
    const name = stringOf(key);
    if (name === undefined)
      throw mongoError(
        Array.isArray(entry) ? 40395 : 40394,
        `$arrayToObject requires the key to be of type string, found: ${typeName(key)}`,
      );
    setField(result, name, value);
  }
  return result;
}

const zip: Operator = (operand, compiler, name) => {
  const options = readOptions(operand, name, {
    required: ['inputs'],
    optional: ['useLongestLength', 'defaults'],
  });
  if (!Array.isArray(options.inputs))
    throw mongoError(
      34461,
      `inputs must be an array of expressions, found ${typeName(options.inputs)}`,
    );
  const isLongest = options.useLongestLength === true;
  if (options.defaults !== undefined && !isLongest) {
    throw mongoError(34466, 'cannot specify defaults unless useLongestLength is true');
  }
  const inputs = options.inputs.map((input: unknown) => compiler.compile(input));
  const defaults = Array.isArray(options.defaults)
    ? options.defaults.map((value: unknown) => compiler.compile(value))
    : [];
  return (scope) => {
    const arrays: (readonly unknown[])[] = [];
    for (const input of inputs) {
      const value = input(scope);
      if (isNullish(value)) return null;
      if (!Array.isArray(value))
        throw mongoError(34468, `$zip found a non-array expression in input: ${typeName(value)}`);
      arrays.push(value);
    }
    const lengths = arrays.map((array) => array.length);
    const length = isLongest ? Math.max(0, ...lengths) : Math.min(...lengths);
    return Array.from({ length }, (_, i) =>
      arrays.map((array, at) => (i < array.length ? array[i] : (defaults[at]?.(scope) ?? null))),
    );
  };
};

const sortArray: Operator = (operand, compiler, name) => {
  const { input, sortBy } = readOptions(operand, name, { required: ['input', 'sortBy'] });
  const array = compiler.compile(input);
  const { collation } = compiler;
  let compare: (a: unknown, b: unknown) => number;
  if (isObject(sortBy)) {
    const sort = compileSort(sortBy, collation);
    compare = (a, b) => sort.compare(isObject(a) ? a : {}, isObject(b) ? b : {});
  } else {
    const direction = isNumber(sortBy) ? toDouble(sortBy) : 0;
    if (direction !== 1 && direction !== -1)
      throw mongoError(2942507, 'The $sort element value must be either 1 or -1');
    compare = (a, b) => compareValues(a, b, collation) * direction;
  }
  return (scope) => {
    const value = array(scope);
    if (isNullish(value)) return null;
    if (!Array.isArray(value))
      throw mongoError(
        2942504,
        `The input argument to $sortArray must be an array, but was of type: ${typeName(value)}`,
      );
    return [...value].sort(compare);
  };
};

/** Builds `$firstN` and similar operators as expressions over one array. */
function chooseN(choose: (array: readonly unknown[], n: number, call: Call) => unknown): Operator {
  return named({ required: ['n', 'input'] }, ({ n, input }, call) => {
    const count = integer(
      n,
      5787902,
      `Value for 'n' must be of integral type, but found ${typeName(n)}`,
    );
    if (count <= 0) throw mongoError(5787908, `'n' must be greater than 0, found ${count}`);
    if (!Array.isArray(input)) throw mongoError(5788200, 'Input must be an array');
    return choose(input, count, call);
  });
}

const extremes = (sign: 1 | -1): Operator =>
  chooseN((array, n, call) =>
    array
      .filter((value) => !isNullish(value))
      .sort((a, b) => compareValues(a, b, call.collation) * sign)
      .slice(0, n),
  );

/** Operators on whole arrays. */
export const arrayOperators: Readonly<Record<string, Operator>> = {
  $arrayElemAt: binary(elementAt),
  $first: end(0),
  $last: end(-1),
  $firstN: chooseN((array, n) => array.slice(0, n)),
  $lastN: chooseN((array, n) => array.slice(-n)),
  $minN: extremes(1),
  $maxN: extremes(-1),
  $slice: variadic(2, 3, slice),
  $concatArrays: variadic(0, MANY, concatArrays),
  $isArray: unary((value) => Array.isArray(value)),
  $in: binary((value, array, call) => {
    if (!Array.isArray(array))
      throw mongoError(
        40081,
        `$in requires an array as a second argument, found: ${typeName(array)}`,
      );
    return array.some((element: unknown) => valuesEqual(element, value, call.collation));
  }),
  $size: unary((array) => {
    if (!Array.isArray(array))
      throw mongoError(
        17124,
        `The argument to $size must be an array, but was of type: ${typeName(array)}`,
      );
    return new Int32(array.length);
  }),
  $reverseArray: unary((array) => {
    if (isNullish(array)) return null;
    if (!Array.isArray(array))
      throw mongoError(
        34435,
        `The argument to $reverseArray must be an array, but was of type: ${typeName(array)}`,
      );
    return [...array].reverse();
  }),
  $range: variadic(2, 3, range),
  $indexOfArray: variadic(2, 4, indexOfArray),
  $arrayToObject: unary(arrayToObject),
  $zip: zip,
  $sortArray: sortArray,
};
