import { BSONRegExp } from 'bson';
import type { IntervalEnd, ValueInterval } from '../keys/key-types.ts';
import type { Collation } from '../values/collation-types.ts';
import { compareValues } from '../values/compare.ts';
import { isNullish, Rank, stringOf, typeRank } from '../values/value-type.ts';
import type { FilterNode, InNode, RegexNode } from './filter-types.ts';

type End = ValueInterval['lower'];

function exactly(value: unknown): ValueInterval {
  const end = { value, inclusive: true };
  return { lower: end, upper: end };
}

/** Null matches missing fields (key null) and undefined inside arrays (key undefined). */
const NULLISH: ValueInterval = {
  lower: { value: undefined, inclusive: true },
  upper: { value: null, inclusive: true },
};

function equality(value: unknown): ValueInterval[] {
  if (isNullish(value)) return [NULLISH];
  if (!Array.isArray(value)) return [exactly(value)];
  // An array matches by its first element's key, or as an element of an outer array by its own key.
  return [exactly(value), exactly(value[0])];
}

function isRangeable(value: unknown, collation: Collation | undefined): boolean {
  const rank = typeRank(value);
  if (rank === Rank.array || rank === Rank.minKey || rank === Rank.maxKey) return false;
  return !collation || (rank !== Rank.string && rank !== Rank.object);
}

/** Returns the first string after all strings with this prefix. */
function afterPrefix(prefix: string): string {
  const head = prefix.slice(0, -1);
  const next = prefix.charCodeAt(prefix.length - 1) + 1;
  if (next === 0xd800) return `${head}\ue000`;
  return next === 0x10000 ? `${head}\u{10000}` : head + String.fromCharCode(next);
}

function regexIntervals(node: RegexNode, collation: Collation | undefined): ValueInterval[] {
  const same = exactly(new BSONRegExp(node.pattern, node.options));
  if (node.prefix === '' || collation) {
    return [{ lower: { bracketOf: '' }, upper: { bracketOf: '' } }, same];
  }
  const upper = { value: afterPrefix(node.prefix), inclusive: false };
  return [{ lower: { value: node.prefix, inclusive: true }, upper }, same];
}

const rankOfEnd = (end: End): number => typeRank('bracketOf' in end ? end.bracketOf : end.value);

/** Compares two lower ends, or two upper ends (`sign` is -1 for lower: open ends lie inwards). */
function compareEnds(a: End, b: End, sign: 1 | -1): number {
  const byRank = rankOfEnd(a) - rankOfEnd(b);
  if (byRank !== 0) return byRank;
  const isBracketA = 'bracketOf' in a;
  const isBracketB = 'bracketOf' in b;
  if (isBracketA || isBracketB) return (Number(isBracketA) - Number(isBracketB)) * sign;
  const byValue = compareValues(a.value, b.value);
  if (byValue !== 0) return byValue;
  return (Number(a.inclusive) - Number(b.inclusive)) * sign;
}

function isEmpty({ lower, upper }: ValueInterval): boolean {
  const byRank = rankOfEnd(lower) - rankOfEnd(upper);
  if (byRank !== 0) return byRank > 0;
  if ('bracketOf' in lower || 'bracketOf' in upper) return false;
  const byValue = compareValues(lower.value, upper.value);
  return byValue > 0 || (byValue === 0 && !(lower.inclusive && upper.inclusive));
}

/** Intersects two lists of intervals. */
export function intersectIntervals(
  a: readonly ValueInterval[],
  b: readonly ValueInterval[],
): readonly ValueInterval[] {
  const both: ValueInterval[] = [];
  for (const x of a) {
    for (const y of b) {
      const lower = compareEnds(x.lower, y.lower, -1) >= 0 ? x.lower : y.lower;
      const upper = compareEnds(x.upper, y.upper, 1) <= 0 ? x.upper : y.upper;
      if (!isEmpty({ lower, upper })) both.push({ lower, upper });
    }
  }
  return both;
}

/** Sorts intervals and merges overlapping ones, so that a scan visits each key once. */
function normalize(intervals: readonly ValueInterval[]): readonly ValueInterval[] {
  const sorted = [...intervals].sort((a, b) => compareEnds(a.lower, b.lower, -1));
  const merged: ValueInterval[] = [];
  for (const interval of sorted) {
    const last = merged.at(-1);
    if (last && !isEmpty({ lower: interval.lower, upper: last.upper })) {
      const upper = compareEnds(last.upper, interval.upper, 1) >= 0 ? last.upper : interval.upper;
      merged[merged.length - 1] = { lower: last.lower, upper };
    } else {
      merged.push(interval);
    }
  }
  return merged;
}

function range(
  kind: 'gt' | 'gte' | 'lt' | 'lte',
  value: unknown,
  collation: Collation | undefined,
): readonly ValueInterval[] | undefined {
  if (isNullish(value)) return kind === 'gte' || kind === 'lte' ? [NULLISH] : [];
  if (!isRangeable(value, collation)) return undefined;
  const end: IntervalEnd = { value, inclusive: kind === 'gte' || kind === 'lte' };
  const bracket = { bracketOf: value };
  return kind.startsWith('g') ? [{ lower: end, upper: bracket }] : [{ lower: bracket, upper: end }];
}

function anyOf(node: InNode, collation: Collation | undefined): readonly ValueInterval[] {
  return normalize([
    ...node.values.flatMap(equality),
    ...node.regexes.flatMap((regex) => regexIntervals(regex, collation)),
  ]);
}

/**
 * Returns the intervals of conditions that all apply to the same array element, hence to one key.
 */
function ofOneElement(
  node: FilterNode,
  collation: Collation | undefined,
): readonly ValueInterval[] | undefined {
  // An element that is an array is in the index as a whole, not by its elements.
  if (node.kind === 'elemMatch') return undefined;
  if (node.kind !== 'and') return intervalsOf(node, collation);
  let all: readonly ValueInterval[] | undefined;
  for (const child of node.nodes) {
    const intervals = ofOneElement(child, collation);
    if (intervals) all = all ? intersectIntervals(all, intervals) : intervals;
  }
  return all;
}

/**
 * Returns the intervals of index values that may match the predicate, sorted and disjoint, or
 * `undefined` when the predicate does not bound an index. The filter must still be applied to the
 * documents found. `collation` is the index's; wherever strings are compared, the query must have
 * the same one.
 *
 * Do not intersect two predicates on a multikey path: different elements may satisfy them.
 */
export function intervalsOf(
  node: FilterNode,
  collation?: Collation,
): readonly ValueInterval[] | undefined {
  switch (node.kind) {
    case 'eq':
      return normalize(equality(node.value));
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return range(node.kind, node.value, collation);
    case 'in':
      return anyOf(node, collation);
    case 'regex':
      return normalize(regexIntervals(node, collation));
    case 'exists':
      return node.exists ? undefined : [NULLISH];
    case 'elemMatch':
      return node.form === 'value' ? ofOneElement(node.node, collation) : undefined;
    default:
      return undefined;
  }
}

/** True when the interval contains exactly one value. The planner treats it as an equality. */
export function isPoint({ lower, upper }: ValueInterval): boolean {
  if ('bracketOf' in lower || 'bracketOf' in upper) return false;
  return lower.inclusive && upper.inclusive && compareValues(lower.value, upper.value) === 0;
}

/** True when a comparison with the value involves strings, so that collations must agree. */
export function dependsOnCollation(value: unknown): boolean {
  if (stringOf(value) !== undefined) return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    [Rank.object, Rank.array].some((r) => r === typeRank(value))
  );
}
