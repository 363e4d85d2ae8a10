import type { ObjectId } from 'bson';
import type { Collation } from '../values/collation-types.ts';
import { compareBinaryStrings, compareValues } from '../values/compare.ts';
import { compareExact, exactOf } from '../values/number.ts';
import { isNullish, Rank, stringOf, typeRank } from '../values/value-type.ts';

/** Tests one value; `undefined` is a missing field. */
export type ValuePredicate = (value: unknown) => boolean;

/** Comparison operators of filters. */
export type ComparisonKind = 'eq' | 'gt' | 'gte' | 'lt' | 'lte';

const ACCEPTS: Readonly<Record<ComparisonKind, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
};

const never: ValuePredicate = () => false;

function equalsNumber(operand: unknown): ValuePredicate {
  const wanted = exactOf(operand) ?? 0;
  if (typeof wanted === 'number' && !Number.isNaN(wanted)) {
    return (value) => {
      const exact = exactOf(value);
      if (typeof exact === 'number') return exact === wanted;
      return exact !== undefined && compareExact(exact, wanted) === 0;
    };
  }
  return (value) => {
    const exact = exactOf(value);
    return exact !== undefined && compareExact(exact, wanted) === 0;
  };
}

function equalsObjectId(operand: ObjectId): ValuePredicate {
  const wanted = operand.id;
  return (value) => {
    if (typeRank(value) !== Rank.objectId) return false;
    const id = (value as ObjectId).id;
    for (let i = 11; i >= 0; i -= 1) if (id[i] !== wanted[i]) return false;
    return true;
  };
}

/** Returns a test for values equal to the operand. Null also equals a missing field. */
function equalTo(operand: unknown, collation: Collation | undefined): ValuePredicate {
  const rank = typeRank(operand);
  switch (rank) {
    case Rank.null:
    case Rank.missing:
      return isNullish;
    case Rank.number:
      return equalsNumber(operand);
    case Rank.objectId:
      return equalsObjectId(operand as ObjectId);
    case Rank.boolean:
      return (value) => value === operand;
    case Rank.string:
      if (!collation) {
        const text = String(operand);
        return (value) => value === text || (typeof value === 'object' && stringOf(value) === text);
      }
      break;
    default:
      break;
  }
  return (value) => typeRank(value) === rank && compareValues(value, operand, collation) === 0;
}

function comparesNumber(kind: Exclude<ComparisonKind, 'eq'>, operand: unknown): ValuePredicate {
  const wanted = exactOf(operand) ?? 0;
  const accepts = ACCEPTS[kind];
  const isNaNWanted = Number.isNaN(wanted);
  return (value) => {
    const exact = exactOf(value);
    if (exact === undefined) return false;
    const isNaNGiven = typeof exact === 'number' && Number.isNaN(exact);
    // NaN is neither less nor greater than anything; it equals only itself.
    if (isNaNGiven || isNaNWanted) return isNaNGiven && isNaNWanted && accepts(0);
    return accepts(compareExact(exact, wanted));
  };
}

/**
 * Returns a comparison within the operand's type (manual: reference/method/db.collection.find/,
 * type bracketing). MinKey and MaxKey compare with every type.
 */
export function comparesTo(
  kind: ComparisonKind,
  operand: unknown,
  collation: Collation | undefined,
): ValuePredicate {
  if (kind === 'eq') return equalTo(operand, collation);
  const rank = typeRank(operand);
  const accepts = ACCEPTS[kind];
  switch (rank) {
    case Rank.null:
    case Rank.missing:
      return accepts(0) ? isNullish : never;
    case Rank.minKey:
      return (value) => accepts(typeRank(value) === Rank.minKey ? 0 : 1);
    case Rank.maxKey:
      return (value) => accepts(typeRank(value) === Rank.maxKey ? 0 : -1);
    case Rank.number:
      return comparesNumber(kind, operand);
    case Rank.string:
      if (!collation) {
        const text = String(operand);
        return (value) => {
          const given = stringOf(value);
          return given !== undefined && accepts(compareBinaryStrings(given, text));
        };
      }
      break;
    default:
      break;
  }
  return (value) => typeRank(value) === rank && accepts(compareValues(value, operand, collation));
}

/** Returns a test for values equal to one of the operands. */
export function equalToAny(
  operands: readonly unknown[],
  collation: Collation | undefined,
): ValuePredicate {
  const strings = new Set<string>();
  const numbers = new Set<number>();
  const ids = new Set<string>();
  const others: ValuePredicate[] = [];
  for (const operand of operands) {
    const exact = exactOf(operand);
    if (typeof operand === 'string' && !collation) strings.add(operand);
    else if (typeof exact === 'number') numbers.add(exact === 0 ? 0 : exact);
    else if (typeRank(operand) === Rank.objectId) ids.add((operand as ObjectId).toHexString());
    else others.push(equalTo(operand, collation));
  }
  return (value) => {
    if (typeof value === 'string') {
      if (strings.has(value)) return true;
    } else if (numbers.size > 0 || ids.size > 0) {
      const exact = exactOf(value);
      if (typeof exact === 'number') return numbers.has(exact);
      if (exact !== undefined) {
        for (const n of numbers) if (compareExact(exact, n) === 0) return true;
      } else if (ids.size > 0 && typeRank(value) === Rank.objectId) {
        return ids.has((value as ObjectId).toHexString());
      }
    }
    for (const other of others) if (other(value)) return true;
    return false;
  };
}
