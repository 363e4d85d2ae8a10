import { Int32 } from 'bson';
import { mongoError } from '../../../mongo-error.ts';
import { compareBinaryStrings } from '../../values/compare.ts';
import { toSafeInteger } from '../../values/number.ts';
import { isNullish, isNumber, stringOf, typeName } from '../../values/value-type.ts';
import type { Operator } from '../expression-types.ts';
import { binary, type Call, named, unary, variadic } from '../operands.ts';
import { asciiLower, asciiUpper, coerceToText } from './text-coercion.ts';

const MANY = Number.POSITIVE_INFINITY;
const WHITESPACE =
  '\0\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a';

function concat(values: readonly unknown[]): unknown {
  let result = '';
  for (const value of values) {
    if (isNullish(value)) return null;
    const text = stringOf(value);
    if (text === undefined)
      throw mongoError(16702, `$concat only supports strings, not ${typeName(value)}`);
    result += text;
  }
  return result;
}

function split(value: unknown, separator: unknown): unknown {
  if (isNullish(value) || isNullish(separator)) return null;
  const text = stringOf(value);
  const by = stringOf(separator);
  if (text === undefined)
    throw mongoError(
      40085,
      `$split requires an expression that evaluates to a string as a first argument, found: ${typeName(value)}`,
    );
  if (by === undefined)
    throw mongoError(
      40086,
      `$split requires an expression that evaluates to a string as a second argument, found: ${typeName(separator)}`,
    );
  if (by === '') throw mongoError(40087, '$split requires a non-empty separator');
  return text.split(by);
}

function trimmer(fromStart: boolean, fromEnd: boolean): Operator {
  return named({ required: ['input'], optional: ['chars'] }, ({ input, chars }, call, given) => {
    if (isNullish(input)) return null;
    const text = stringOf(input);
    if (text === undefined)
      throw mongoError(
        50699,
        `${call.name} requires its input to be a string, got ${typeName(input)} instead.`,
      );
    if (given.has('chars') && isNullish(chars)) return null;
    const letters = chars === undefined ? WHITESPACE : stringOf(chars);
    if (letters === undefined)
      throw mongoError(
        50700,
        `${call.name} requires 'chars' to be a string, got ${typeName(chars)} instead.`,
      );
    const set = new Set(letters);
    const points = [...text];
    let start = 0;
    let end = points.length;
    while (fromStart && start < end && set.has(points[start] ?? '')) start += 1;
    while (fromEnd && end > start && set.has(points[end - 1] ?? '')) end -= 1;
    return points.slice(start, end).join('');
  });
}

function integer(value: unknown, code: number, text: string): number {
  const n = isNumber(value) ? toSafeInteger(value) : undefined;
  if (n === undefined) throw mongoError(code, text);
  return n;
}

function substringOfCodePoints([value, start, length]: readonly unknown[]): unknown {
  const points = [...coerceToText(value)];
  const from = integer(
    start,
    34450,
    `$substrCP: starting index must be a numeric type (is BSON type ${typeName(start)})`,
  );
  const count = integer(
    length,
    34452,
    `$substrCP: length must be a numeric type (is BSON type ${typeName(length)})`,
  );
  if (from < 0)
    throw mongoError(34455, '$substrCP: the starting index must be non-negative integer.');
  if (count < 0) throw mongoError(34454, '$substrCP: length must be a nonnegative integer.');
  return points.slice(from, from + count).join('');
}

function substringOfBytes([value, start, length]: readonly unknown[]): unknown {
  const bytes = Buffer.from(coerceToText(value), 'utf8');
  const from = integer(
    start,
    16034,
    `$substrBytes: starting index must be a numeric type (is BSON type ${typeName(start)})`,
  );
  const count = integer(
    length,
    16035,
    `$substrBytes: length must be a numeric type (is BSON type ${typeName(length)})`,
  );
  if (from < 0)
    throw mongoError(50752, `$substrBytes: starting index must be non-negative (got: ${from})`);
  const isContinuation = (at: number): boolean => ((bytes[at] ?? 0) & 0xc0) === 0x80;
  const end = count < 0 ? bytes.length : Math.min(from + count, bytes.length);
  if (isContinuation(from))
    throw mongoError(
      28656,
      '$substrBytes:  Invalid range, starting index is a UTF-8 continuation byte.',
    );
  if (end < bytes.length && isContinuation(end)) {
    throw mongoError(
      28657,
      '$substrBytes:  Invalid range, ending index is in the middle of a UTF-8 character.',
    );
  }
  return bytes.subarray(from, Math.max(from, end)).toString('utf8');
}

function indexOf(inBytes: boolean): Operator {
  return variadic(2, 4, ([value, wanted, start, end], call) => {
    if (isNullish(value)) return null;
    const text = stringOf(value);
    if (text === undefined)
      throw mongoError(
        inBytes ? 40091 : 40093,
        `${call.name} requires a string as the first argument, found: ${typeName(value)}`,
      );
    const part = stringOf(wanted);
    if (part === undefined)
      throw mongoError(
        inBytes ? 40092 : 40094,
        `${call.name} requires a string as the second argument, found: ${typeName(wanted)}`,
      );
    const bound = (given: unknown, otherwise: number): number => {
      if (given === undefined) return otherwise;
      const n = integer(
        given,
        40096,
        `${call.name} requires an integral index, found a value of type: ${typeName(given)}`,
      );
      if (n < 0) throw mongoError(40097, `${call.name} requires a nonnegative index, found: ${n}`);
      return n;
    };
    const units = inBytes ? Buffer.from(text) : [...text];
    const partUnits = inBytes ? Buffer.from(part) : [...part];
    const last = Math.min(bound(end, units.length), units.length);
    for (let at = bound(start, 0); at + partUnits.length <= last; at += 1) {
      let i = 0;
      while (i < partUnits.length && units[at + i] === partUnits[i]) i += 1;
      if (i === partUnits.length) return new Int32(at);
    }
    return new Int32(-1);
  });
}

function replacing(replace: (input: string, find: string, by: string) => string): Operator {
  return named(
    { required: ['input', 'find', 'replacement'] },
    ({ input, find, replacement }, call) => {
      const texts = [input, find, replacement].map((value, i) => {
        if (isNullish(value)) return null;
        const text = stringOf(value);
        if (text !== undefined) return text;
        const what = ['input', 'find', 'replacement'][i];
        throw mongoError(
          [51746, 51745, 51744][i] ?? 51746,
          `${call.name} requires that '${what}' be a string, found: ${typeName(value)}`,
        );
      });
      const [text, wanted, by] = texts;
      if (text == null || wanted == null || by == null) return null;
      return replace(text, wanted, by);
    },
  );
}

function replaceFirst(input: string, find: string, by: string): string {
  const at = input.indexOf(find);
  return at < 0 ? input : input.slice(0, at) + by + input.slice(at + find.length);
}

function lengthOf(code: number, length: (text: string) => number): Operator {
  return unary((value, call: Call) => {
    const text = stringOf(value);
    if (text === undefined)
      throw mongoError(code, `${call.name} requires a string argument, found: ${typeName(value)}`);
    return new Int32(length(text));
  });
}

/** String operators. */
export const stringOperators: Readonly<Record<string, Operator>> = {
  $concat: variadic(0, MANY, concat),
  $split: binary(split),
  $toLower: unary((value) => asciiLower(coerceToText(value))),
  $toUpper: unary((value) => asciiUpper(coerceToText(value))),
  $strcasecmp: binary(
    (a, b) =>
      new Int32(compareBinaryStrings(asciiUpper(coerceToText(a)), asciiUpper(coerceToText(b)))),
  ),
  $trim: trimmer(true, true),
  $ltrim: trimmer(true, false),
  $rtrim: trimmer(false, true),
  $substr: variadic(3, 3, substringOfBytes),
  $substrBytes: variadic(3, 3, substringOfBytes),
  $substrCP: variadic(3, 3, substringOfCodePoints),
  $indexOfBytes: indexOf(true),
  $indexOfCP: indexOf(false),
  $strLenBytes: lengthOf(34473, (text) => Buffer.byteLength(text)),
  $strLenCP: lengthOf(34471, (text) => [...text].length),
  $replaceOne: replacing(replaceFirst),
  $replaceAll: replacing((input, find, by) => input.split(find).join(by)),
};
