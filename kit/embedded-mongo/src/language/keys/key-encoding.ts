import { createHash } from 'node:crypto';
import type { Code, ObjectId } from 'bson';
import type { Document } from '../../bson/document.ts';
import type { Collation } from '../values/collation-types.ts';
import { exactOf } from '../values/number.ts';
import {
  binaryOf,
  dateMilliseconds,
  fieldsOf,
  Rank,
  regexOf,
  timestampBits,
  typeRank,
} from '../values/value-type.ts';
import type { EncodedKey, KeyRange, ValueInterval } from './key-types.ts';
import { KeyWriter } from './key-writer.ts';
import { writeNumber } from './number-key.ts';

/**
 * Maximum length of a key before it is truncated. An index entry contains two keys (its fields and
 * the `_id`) and the index id. Together they stay below LMDB's limit of 1,978 bytes.
 */
export const MAX_KEY_BYTES = 900;

/**
 * Follows the truncated part of a long key. It is less than 0xff, so that a range can end after it.
 */
const TRUNCATION_MARK = 0x01;
const HASH_BYTES = 16;
const END = 0x00;
/**
 * Greater than every tag byte and every inverted one: ends the range of keys with a common prefix.
 */
const AFTER = 0xff;
const SIGN_BIT = 1n << 63n;

const writer = new KeyWriter();
let isFolded = false;

function writePayload(rank: number, value: unknown, collation: Collation | undefined): void {
  switch (rank) {
    case Rank.number:
      writeNumber(writer, exactOf(value) ?? 0);
      return;
    case Rank.string:
      if (collation) isFolded = true;
      writer.text(collation ? collation.foldString(String(value)) : String(value));
      return;
    case Rank.object:
      writeObject(value as Document, collation);
      return;
    case Rank.array:
      for (const element of value as unknown[]) writeValue(element, collation);
      writer.byte(END);
      return;
    case Rank.binary: {
      const { subtype, bytes } = binaryOf(value as object);
      writer.uint32(bytes.length);
      writer.byte(subtype);
      writer.raw(bytes);
      return;
    }
    case Rank.objectId:
      writer.raw((value as ObjectId).id);
      return;
    case Rank.boolean:
      writer.byte(value === true ? 1 : 0);
      return;
    case Rank.date:
      writer.uint64(BigInt(dateMilliseconds(value as Date)) + SIGN_BIT);
      return;
    case Rank.timestamp:
      writer.uint64(timestampBits(value as object));
      return;
    case Rank.regex: {
      const { pattern, options } = regexOf(value as object);
      writer.text(pattern);
      writer.text(options);
      return;
    }
    case Rank.code:
      writer.text((value as Code).code);
      return;
    case Rank.codeWithScope:
      writer.text((value as Code).code);
      writeObject((value as Code).scope ?? {}, collation);
      return;
    default:
      return;
  }
}

function writeObject(value: Document, collation: Collation | undefined): void {
  const fields = fieldsOf(value);
  for (const name of Object.keys(fields)) {
    const field = fields[name];
    const rank = typeRank(field);
    // MongoDB's order of comparison: type, name, value.
    writer.byte(rank);
    writer.text(name);
    writePayload(rank, field, collation);
  }
  writer.byte(END);
}

function writeValue(value: unknown, collation: Collation | undefined): void {
  const rank = typeRank(value);
  writer.byte(rank);
  writePayload(rank, value, collation);
}

function writeField(value: unknown, direction: 1 | -1, collation: Collation | undefined): void {
  const start = writer.length;
  writeValue(value, collation);
  if (direction === -1) writer.invert(start);
}

function writeFields(
  values: readonly unknown[],
  directions: readonly (1 | -1)[],
  collation: Collation | undefined,
): void {
  writer.reset();
  isFolded = false;
  for (let i = 0; i < values.length; i += 1) writeField(values[i], directions[i] ?? 1, collation);
}

function truncateAndHash(bytes: Uint8Array): Uint8Array {
  const hash = createHash('sha256').update(bytes).digest().subarray(0, HASH_BYTES);
  const cut = new Uint8Array(MAX_KEY_BYTES);
  const kept = MAX_KEY_BYTES - HASH_BYTES - 1;
  cut.set(bytes.subarray(0, kept));
  cut[kept] = TRUNCATION_MARK;
  cut.set(hash, kept + 1);
  return cut;
}

/**
 * Encodes the values of an index entry, one per field. The byte order of keys is the order of
 * `compareValues` field by field, with descending fields inverted. A key longer than {@link
 * MAX_KEY_BYTES} is truncated and ends in a hash of the whole.
 */
export function encodeLossyKey(
  values: readonly unknown[],
  directions: readonly (1 | -1)[],
  collation?: Collation,
): EncodedKey {
  writeFields(values, directions, collation);
  const bytes = writer.copy();
  if (bytes.length <= MAX_KEY_BYTES) return { bytes, isLossy: isFolded };
  return { bytes: truncateAndHash(bytes), isLossy: true };
}

/** Returns only the bytes of {@link encodeLossyKey}. */
export function encodeKey(
  values: readonly unknown[],
  directions: readonly (1 | -1)[],
  collation?: Collation,
): Uint8Array {
  return encodeLossyKey(values, directions, collation).bytes;
}

/**
 * Truncates a bound where a long key would be truncated. A truncated bound includes every key with
 * that prefix.
 */
function bound(isAfter: boolean): Uint8Array {
  const kept = MAX_KEY_BYTES - HASH_BYTES - 1;
  const isTruncated = writer.length > kept;
  if (isTruncated) writer.length = kept;
  if (isAfter) writer.byte(AFTER);
  return writer.copy();
}

type End = ValueInterval['lower'];

function writeEnd(
  end: End,
  isUpper: boolean,
  direction: 1 | -1,
  collation: Collation | undefined,
): Uint8Array {
  const isStart = isUpper === (direction === -1);
  if ('bracketOf' in end) {
    const tag = typeRank(end.bracketOf);
    const byte = direction === 1 ? tag : ~tag & 0xff;
    writer.byte(isStart ? byte : byte + 1);
    return bound(false);
  }
  writeField(end.value, direction, collation);
  const kept = MAX_KEY_BYTES - HASH_BYTES - 1;
  const isTruncated = writer.length > kept;
  if (isStart) return bound(!isTruncated && !end.inclusive);
  return bound(isTruncated || end.inclusive);
}

/**
 * Returns the range of keys that start with `values` and whose next field lies in `interval` (any
 * value when absent). Under a collation, an interval of strings must be a single value, since
 * folded strings do not sort like the collation. Truncated keys widen the range, never narrow it:
 * the filter must be applied again.
 */
export function encodeKeyRange(
  values: readonly unknown[],
  directions: readonly (1 | -1)[],
  interval?: ValueInterval,
  collation?: Collation,
): KeyRange {
  if (!interval) {
    writeFields(values, directions, collation);
    const start = bound(false);
    writeFields(values, directions, collation);
    return { start, end: bound(true) };
  }
  const direction = directions[values.length] ?? 1;
  writeFields(values, directions, collation);
  const lower = writeEnd(interval.lower, false, direction, collation);
  writeFields(values, directions, collation);
  const upper = writeEnd(interval.upper, true, direction, collation);
  return direction === 1 ? { start: lower, end: upper } : { start: upper, end: lower };
}
