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
  // An array equals a field through its elements' keys, or an element that is that array.
  return [exactly(value), exactly(value[0])];
}

function isRangeable(value: unknown, collation: Collation | undefined): boolean {
  const rank = typeRank(value);
  if (rank === Rank.array || rank === Rank.minKey || rank === Rank.maxKey) return false;
  return !collation || (rank !== Rank.string && rank !== Rank.object);
}

/** The first string behind all those that begin with `prefix`. */
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

/** Orders two lower ends, or two upper ends (`sign` -1 for lower: open ends lie inwards). */
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

/** The values that lie in both lists of intervals. */
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

/** In order and without overlap, so that a scan meets each key once. */
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

/** Conditions on one array element must all hold for the same index value. */
function ofOneElement(
  node: FilterNode,
  collation: Collation | undefined,
): readonly ValueInterval[] | undefined {
  // One that is an array itself stands in the index as a whole, not as its elements.
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
 * The intervals of index values outside of which no document can match the predicate, in order and
 * without overlap; undefined when the predicate does not bound an index. The filter still has to
 * be applied to what is found. `collation` is the index's, which must be the query's as well
 * wherever strings are compared.
 *
 * On an index that is multikey on the path, two predicates of one path may be satisfied by
 * different elements: do not intersect them there.
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

/** True when the interval holds exactly one value, which then is an equality for the planner. */
export function isPoint({ lower, upper }: ValueInterval): boolean {
  if ('bracketOf' in lower || 'bracketOf' in upper) return false;
  return lower.inclusive && upper.inclusive && compareValues(lower.value, upper.value) === 0;
}

/** True when comparing with the value involves strings, so that collations must agree. */
export function dependsOnCollation(value: unknown): boolean {
  if (stringOf(value) !== undefined) return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    [Rank.object, Rank.array].some((r) => r === typeRank(value))
  );
}
