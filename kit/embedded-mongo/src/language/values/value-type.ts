import type { Binary, BSONRegExp, Code, DBRef, Timestamp } from 'bson';
import type { Document } from '../../bson/document.ts';
import { notSupported } from '../../mongo-error.ts';

/**
 * BSON's type order, lowest first (manual: reference/bson-type-comparison-order/). The numbers are
 * also the tag bytes of encoded keys: more than one apart, greater than 0x00 and less than 0xfe.
 */
export const Rank = {
  minKey: 2,
  missing: 5,
  null: 10,
  number: 20,
  string: 30,
  object: 40,
  array: 50,
  binary: 60,
  objectId: 70,
  boolean: 80,
  date: 90,
  timestamp: 95,
  regex: 100,
  code: 110,
  codeWithScope: 115,
  maxKey: 127,
} as const;

interface TypeInfo {
  readonly rank: number;
  readonly name: string;
  readonly number: number;
}

const info = (rank: number, name: string, number: number): TypeInfo => ({ rank, name, number });

const MISSING = info(Rank.missing, 'missing', 0);
const DOUBLE = info(Rank.number, 'double', 1);
const STRING = info(Rank.string, 'string', 2);
const OBJECT = info(Rank.object, 'object', 3);
const ARRAY = info(Rank.array, 'array', 4);
const BINARY = info(Rank.binary, 'binData', 5);
const OBJECT_ID = info(Rank.objectId, 'objectId', 7);
const BOOLEAN = info(Rank.boolean, 'bool', 8);
const DATE = info(Rank.date, 'date', 9);
const NULL = info(Rank.null, 'null', 10);
const REGEX = info(Rank.regex, 'regex', 11);
const CODE = info(Rank.code, 'javascript', 13);
const SYMBOL = info(Rank.string, 'symbol', 14);
const CODE_WITH_SCOPE = info(Rank.codeWithScope, 'javascriptWithScope', 15);
const INT = info(Rank.number, 'int', 16);
const TIMESTAMP = info(Rank.timestamp, 'timestamp', 17);
const LONG = info(Rank.number, 'long', 18);
const DECIMAL = info(Rank.number, 'decimal', 19);
const MIN_KEY = info(Rank.minKey, 'minKey', -1);
const MAX_KEY = info(Rank.maxKey, 'maxKey', 127);

function isIntNumber(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

function bsonTypeOf(value: object): TypeInfo {
  switch ((value as { _bsontype?: unknown })._bsontype) {
    case 'Int32':
      return INT;
    case 'Double':
      return DOUBLE;
    case 'Long':
      return LONG;
    case 'Decimal128':
      return DECIMAL;
    case 'ObjectId':
      return OBJECT_ID;
    case 'Binary':
      return BINARY;
    case 'BSONRegExp':
      return REGEX;
    case 'Timestamp':
      return TIMESTAMP;
    case 'Code':
      return (value as Code).scope === null ? CODE : CODE_WITH_SCOPE;
    case 'BSONSymbol':
      return SYMBOL;
    case 'MinKey':
      return MIN_KEY;
    case 'MaxKey':
      return MAX_KEY;
    default:
      if (value instanceof Uint8Array) return BINARY;
      if (value instanceof RegExp) return REGEX;
      return OBJECT;
  }
}

function typeOf(value: unknown): TypeInfo {
  switch (typeof value) {
    case 'undefined':
      return MISSING;
    case 'string':
      return STRING;
    case 'number':
      return isIntNumber(value) ? INT : DOUBLE;
    case 'bigint':
      return LONG;
    case 'boolean':
      return BOOLEAN;
    case 'object':
      if (value === null) return NULL;
      if (Array.isArray(value)) return ARRAY;
      // Check the prototype, so that a stored field called `_bsontype` cannot fake a type.
      if (Object.getPrototypeOf(value) === Object.prototype) return OBJECT;
      if (value instanceof Date) return DATE;
      return bsonTypeOf(value);
    default:
      return MISSING;
  }
}

/** Returns the position of the value's type in BSON's type order. */
export function typeRank(value: unknown): number {
  return typeOf(value).rank;
}

/**
 * Returns the type's alias in `$type`; `missing` for `undefined` (manual:
 * reference/operator/query/type/).
 */
export function typeName(value: unknown): string {
  return typeOf(value).name;
}

/** Returns the type's number in `$type`; 0 for `undefined`. */
export function typeNumber(value: unknown): number {
  return typeOf(value).number;
}

/** True for an embedded document, including one that the bson library decodes to a DBRef. */
export function isObject(value: unknown): value is Document {
  return typeOf(value) === OBJECT;
}

/** True for int, long, double and decimal. */
export function isNumber(value: unknown): boolean {
  return typeOf(value).rank === Rank.number;
}

/** True for null, undefined and a missing field: what `{ a: null }` matches. */
export function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** Returns the text of a string or symbol, or `undefined` for any other value. */
export function stringOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeOf(value) === SYMBOL ? String(value) : undefined;
}

function isDBRef(value: object): value is DBRef {
  return '_bsontype' in value && value._bsontype === 'DBRef';
}

/** Returns the fields of an embedded document. A DBRef is converted to its document form. */
export function fieldsOf(value: Document): Document {
  if (Object.getPrototypeOf(value) === Object.prototype) return value;
  const ref: object = value;
  if (!isDBRef(ref)) return value;
  const fields: Document = { $ref: ref.collection, $id: ref.oid };
  if (ref.db !== undefined) fields.$db = ref.db;
  return Object.assign(fields, ref.fields);
}

/** Returns the bytes and subtype of binary data. */
export function binaryOf(value: object): { readonly subtype: number; readonly bytes: Uint8Array } {
  if (value instanceof Uint8Array) return { subtype: 0, bytes: value };
  const binary = value as Binary;
  return { subtype: binary.sub_type, bytes: binary.buffer.subarray(0, binary.position) };
}

/** Returns the pattern and options of a regular expression value. */
export function regexOf(value: object): { readonly pattern: string; readonly options: string } {
  if (value instanceof RegExp) {
    return {
      pattern: value.source,
      options: [...value.flags].filter((f) => 'imsx'.includes(f)).join(''),
    };
  }
  const regex = value as BSONRegExp;
  return { pattern: regex.pattern, options: regex.options };
}

/** Returns a timestamp as an unsigned 64-bit number. */
export function timestampBits(value: object): bigint {
  return BigInt.asUintN(64, (value as Timestamp).toBigInt());
}

/**
 * Returns the milliseconds of a date.
 *
 * @throws {MongoError} 115 for a date outside of JavaScript's range.
 */
export function dateMilliseconds(value: Date): number {
  const time = value.getTime();
  if (Number.isNaN(time)) throw notSupported('a date beyond the year 271821');
  return time;
}
