import { Binary, Decimal128, Long, ObjectId, Timestamp } from 'bson';
import { isDocument, numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import type { ValueInterval } from '../language/index.ts';

/** Formats a value as MongoDB prints it in messages and in `explain`. */
function showValue(value: unknown): string {
  if (value === null || value === undefined) return value === null ? 'null' : 'undefined';
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Decimal128 || value instanceof Long) return value.toString();
  const number = numberOf(value);
  if (number !== undefined) {
    const isDouble = Object.hasOwn(Object(value), 'value') && isDoubleValue(value);
    return isDouble && Number.isInteger(number) ? `${number}.0` : String(number);
  }
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof Timestamp) return `Timestamp(${value.t}, ${value.i})`;
  if (value instanceof Binary) {
    return `BinData(${value.sub_type}, ${Buffer.from(value.value()).toString('hex').toUpperCase()})`;
  }
  if (Array.isArray(value)) return `[ ${value.map(showValue).join(', ')} ]`;
  if (isDocument(value)) return showDocument(value);
  return String(value);
}

function isDoubleValue(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && Reflect.get(value, '_bsontype') === 'Double'
  );
}

/** Formats a document as MongoDB prints it: `{ a: 1, b: "x" }`. */
export function showDocument(document: Document): string {
  const fields = Object.entries(document).map(([name, value]) => `${name}: ${showValue(value)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** Formats an interval as `explain` shows it: `[5, 9)`. */
export function showInterval({ lower, upper }: ValueInterval): string {
  const low = 'bracketOf' in lower ? '(' : lower.inclusive ? '[' : '(';
  const high = 'bracketOf' in upper ? ')' : upper.inclusive ? ']' : ')';
  const from =
    'bracketOf' in lower ? `-inf of ${bracketName(lower.bracketOf)}` : showValue(lower.value);
  const to =
    'bracketOf' in upper ? `inf of ${bracketName(upper.bracketOf)}` : showValue(upper.value);
  return `${low}${from}, ${to}${high}`;
}

function bracketName(value: unknown): string {
  if (numberOf(value) !== undefined || value instanceof Decimal128) return 'numbers';
  return typeof value === 'string' ? 'strings' : 'the type';
}
