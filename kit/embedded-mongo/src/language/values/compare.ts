import type { Code, ObjectId } from 'bson';
import type { Document } from '../../bson/document.ts';
import type { Collation } from './collation-types.ts';
import { compareExact, exactOf } from './number.ts';
import {
  binaryOf,
  dateMilliseconds,
  fieldsOf,
  Rank,
  regexOf,
  timestampBits,
  typeRank,
} from './value-type.ts';

type Order = -1 | 0 | 1;

const order = (a: number | bigint, b: number | bigint): Order => (a < b ? -1 : a > b ? 1 : 0);

/** Compares strings by their UTF-8 bytes, which is code point order, unlike JavaScript's `<`. */
export function compareBinaryStrings(a: string, b: string): Order {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      // A surrogate stands for a code point above the whole basic plane.
      const isHighX = x >= 0xd800 && x < 0xe000;
      const isHighY = y >= 0xd800 && y < 0xe000;
      if (isHighX !== isHighY) return isHighX ? 1 : -1;
      return x < y ? -1 : 1;
    }
  }
  return order(a.length, b.length);
}

function compareBytes(a: Uint8Array, b: Uint8Array): Order {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    if (x !== y) return x < y ? -1 : 1;
  }
  return order(a.length, b.length);
}

function compareStrings(a: string, b: string, collation: Collation | undefined): Order {
  if (collation) return order(collation.compareStrings(a, b), 0);
  return compareBinaryStrings(a, b);
}

function compareObjects(a: Document, b: Document, collation: Collation | undefined): Order {
  const left = fieldsOf(a);
  const right = fieldsOf(b);
  const namesA = Object.keys(left);
  const namesB = Object.keys(right);
  const length = Math.min(namesA.length, namesB.length);
  for (let i = 0; i < length; i += 1) {
    const nameA = namesA[i] ?? '';
    const nameB = namesB[i] ?? '';
    const x = left[nameA];
    const y = right[nameB];
    // MongoDB's order of comparison: type, then name, then value.
    const byType = order(typeRank(x), typeRank(y));
    if (byType !== 0) return byType;
    const byName = compareBinaryStrings(nameA, nameB);
    if (byName !== 0) return byName;
    const byValue = compareValues(x, y, collation);
    if (byValue !== 0) return byValue;
  }
  return order(namesA.length, namesB.length);
}

function compareArrays(
  a: readonly unknown[],
  b: readonly unknown[],
  collation: Collation | undefined,
): Order {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const byValue = compareValues(a[i], b[i], collation);
    if (byValue !== 0) return byValue;
  }
  return order(a.length, b.length);
}

function compareCode(a: Code, b: Code, collation: Collation | undefined): Order {
  const byCode = compareBinaryStrings(a.code, b.code);
  if (byCode !== 0 || !a.scope || !b.scope) return byCode;
  return compareObjects(a.scope, b.scope, collation);
}

function compareBinary(a: object, b: object): Order {
  const left = binaryOf(a);
  const right = binaryOf(b);
  return (
    order(left.bytes.length, right.bytes.length) ||
    order(left.subtype, right.subtype) ||
    compareBytes(left.bytes, right.bytes)
  );
}

function compareRegex(a: object, b: object): Order {
  const left = regexOf(a);
  const right = regexOf(b);
  return (
    compareBinaryStrings(left.pattern, right.pattern) ||
    compareBinaryStrings(left.options, right.options)
  );
}

function compareSameRank(
  rank: number,
  a: unknown,
  b: unknown,
  collation: Collation | undefined,
): Order {
  switch (rank) {
    case Rank.number:
      return compareExact(exactOf(a) ?? 0, exactOf(b) ?? 0);
    case Rank.string:
      return compareStrings(String(a), String(b), collation);
    case Rank.object:
      return compareObjects(a as Document, b as Document, collation);
    case Rank.array:
      return compareArrays(a as unknown[], b as unknown[], collation);
    case Rank.binary:
      return compareBinary(a as object, b as object);
    case Rank.objectId:
      return compareBytes((a as ObjectId).id, (b as ObjectId).id);
    case Rank.boolean:
      return order(Number(a), Number(b));
    case Rank.date:
      return order(dateMilliseconds(a as Date), dateMilliseconds(b as Date));
    case Rank.timestamp:
      return order(timestampBits(a as object), timestampBits(b as object));
    case Rank.regex:
      return compareRegex(a as object, b as object);
    case Rank.code:
    case Rank.codeWithScope:
      return compareCode(a as Code, b as Code, collation);
    default:
      return 0;
  }
}

/**
 * Compares in BSON order (manual: reference/bson-type-comparison-order/): by type, then by value.
 * Numbers compare across types, documents field by field, arrays element by element. `undefined` is
 * a missing field, which sorts before null.
 */
export function compareValues(a: unknown, b: unknown, collation?: Collation): Order {
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b, collation);
  const rankA = typeRank(a);
  const rankB = typeRank(b);
  if (rankA !== rankB) return rankA < rankB ? -1 : 1;
  return compareSameRank(rankA, a, b, collation);
}

/** True when {@link compareValues} finds no difference. */
export function valuesEqual(a: unknown, b: unknown, collation?: Collation): boolean {
  return compareValues(a, b, collation) === 0;
}
