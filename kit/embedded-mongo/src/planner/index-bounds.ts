import type { IndexInfo } from '../catalog/types.ts';
import type { Collation, FilterNode, ValueInterval } from '../language/index.ts';
import {
  dependsOnCollation,
  encodeKeyRange,
  intersectIntervals,
  intervalsOf,
  isPoint,
} from '../language/index.ts';
import type { StorageRange } from '../storage/key-space.ts';
import { dataKey } from '../storage/key-space.ts';
import type { PathPredicate } from './predicates.ts';
import { concernsSameElement, concernsSameKey } from './predicates.ts';
import { showInterval } from './show-value.ts';

/** Maximum number of ranges; more cost more than they save. */
const MAX_RANGES = 1000;

/** Bounds of one index field. */
interface FieldBounds {
  readonly intervals: readonly ValueInterval[];
  readonly isPoints: boolean;
}

/** The part of an index that a query reads. */
export interface IndexBounds {
  readonly ranges: readonly StorageRange[];
  /** Number of leading fields with bounds. */
  readonly boundedFields: number;
  /** Number of leading fields with exactly one value. After them the index is in order. */
  readonly fixedFields: number;
  /** Bounds per field for `explain`. */
  readonly show: Readonly<Record<string, readonly string[]>>;
  /** Fields whose bounds exclude some values. */
  readonly restricted: ReadonlySet<string>;
}

const NULL_POINT: ValueInterval = {
  lower: { value: null, inclusive: true },
  upper: { value: null, inclusive: true },
};

const NULLISH: ValueInterval = {
  lower: { value: undefined, inclusive: true },
  upper: { value: null, inclusive: true },
};

/** Matches a path with a number below its first name: an array position, or a field of elements. */
const POSITION = /\.\d+(?:\.|$)/;

/**
 * True when the predicate may match documents that have no key for it. In `a.0`, a filter also looks
 * for a field `0` in each element of `a`, and an element without one is missing; the index has the
 * first element only.
 */
function matchesWithoutKey(field: string, intervals: readonly ValueInterval[]): boolean {
  return POSITION.test(field) && intersectIntervals(intervals, [NULLISH]).length > 0;
}

/** Merges missing into null: outside of arrays, both have the same key. */
function withoutUndefined(interval: ValueInterval): ValueInterval {
  const { lower, upper } = interval;
  if ('bracketOf' in lower || 'bracketOf' in upper) return interval;
  return lower.value === undefined && upper.value === null ? NULL_POINT : interval;
}

/** True when the bounds depend on a collation, because they compare strings. */
function isCollationBound(intervals: readonly ValueInterval[]): boolean {
  return intervals.some(({ lower, upper }) =>
    [lower, upper].some((end) =>
      dependsOnCollation('bracketOf' in end ? end.bracketOf : end.value),
    ),
  );
}

function boundsOf(
  node: FilterNode,
  index: IndexInfo,
  hasSameCollation: boolean,
  isMultikey: boolean,
): readonly ValueInterval[] | undefined {
  const intervals = intervalsOf(node, hasSameCollation ? index.collation : undefined);
  if (!intervals) return undefined;
  if (!hasSameCollation && isCollationBound(intervals)) return undefined;
  return isMultikey ? intervals : intervals.map(withoutUndefined);
}

/** Chosen predicate per multikey path of an index. */
export type PredicateChoice = ReadonlyMap<string, PathPredicate>;

interface BoundsInput {
  readonly index: IndexInfo;
  readonly multikeyPaths: ReadonlySet<string>;
  /** Paths that have ever contained an array; `undefined` when unknown. */
  readonly arrayPaths: ReadonlySet<string> | undefined;
  readonly predicates: readonly PathPredicate[];
  readonly collation: Collation | undefined;
  /**
   * Predicates that bound the multikey paths. Other predicates on such a path are left to the
   * filter, except those that the same key must satisfy.
   */
  readonly choice: PredicateChoice;
}

function fieldBounds(input: BoundsInput, field: string): FieldBounds | undefined {
  const { index, multikeyPaths, arrayPaths, predicates, choice, collation } = input;
  const isMultikey = multikeyPaths.has(field);
  const hasSameCollation = isSameCollation(index.collation, collation);
  const chosen = choice.get(field);
  const usable = predicates.filter((predicate) => {
    if (predicate.path !== field) return false;
    return !isMultikey || !chosen || concernsSameKey(chosen, predicate, arrayPaths);
  });
  let intervals: readonly ValueInterval[] | undefined;
  for (const { node } of usable) {
    const own = boundsOf(node, index, hasSameCollation, isMultikey);
    if (own && !matchesWithoutKey(field, own))
      intervals = intervals ? intersectIntervals(intervals, own) : own;
  }
  return intervals && { intervals, isPoints: intervals.every(isPoint) };
}

/** True when both are absent or have equal settings. */
export function isSameCollation(a: Collation | undefined, b: Collation | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && JSON.stringify(a.spec) === JSON.stringify(b.spec);
}

/** Returns the first part of a path. Paths with the same root may run through the same array. */
function root(path: string): string {
  const dot = path.indexOf('.');
  return dot === -1 ? path : path.slice(0, dot);
}

/**
 * Returns true when the bounds of a field may be combined with those of the previous fields. They
 * may not when both may come from different elements of one array.
 */
function isCompatible(input: BoundsInput, field: string, earlier: readonly string[]): boolean {
  const { multikeyPaths, choice } = input;
  if (!multikeyPaths.has(field)) return true;
  return earlier.every((other) => {
    if (!multikeyPaths.has(other) || root(other) !== root(field)) return true;
    return concernsSameElement(choice.get(field), choice.get(other));
  });
}

/** Returns the values of point intervals. */
function pointValues(bounds: FieldBounds): unknown[] {
  return bounds.intervals.map(({ lower }) =>
    'bracketOf' in lower ? lower.bracketOf : lower.value,
  );
}

/**
 * Computes the bounds for the predicates; the whole index when none of them bounds its first field.
 */
export function indexBounds(input: BoundsInput): IndexBounds {
  const { index } = input;
  let prefixes: (readonly unknown[])[] = [[]];
  const earlier: string[] = [];
  const show: Record<string, readonly string[]> = {};
  const restricted = new Set<string>();
  let fixedFields = 0;
  let last: FieldBounds | undefined;
  for (const field of index.fields) {
    const bounds = isCompatible(input, field, earlier) ? fieldBounds(input, field) : undefined;
    if (!bounds || prefixes.length * bounds.intervals.length > MAX_RANGES) break;
    earlier.push(field);
    restricted.add(field);
    show[field] = bounds.intervals.map(showInterval);
    if (!bounds.isPoints) {
      last = bounds;
      break;
    }
    const values = pointValues(bounds);
    if (values.length === 1 && fixedFields === earlier.length - 1) fixedFields += 1;
    prefixes = prefixes.flatMap((prefix) => values.map((value) => [...prefix, value]));
  }
  for (const field of index.fields) show[field] ??= ['[MinKey, MaxKey]'];
  const ranges = prefixes.flatMap((prefix) => {
    const intervals: readonly (ValueInterval | undefined)[] = last ? last.intervals : [undefined];
    return intervals.map((interval) => {
      const range = encodeKeyRange(prefix, index.directions, interval, index.collation);
      return { start: dataKey(index.id, range.start), end: dataKey(index.id, range.end) };
    });
  });
  return {
    ranges: mergeRanges(ranges),
    boundedFields: earlier.length,
    fixedFields,
    show,
    restricted,
  };
}

/** Sorts ranges, drops empty ones and merges overlapping ones. */
function mergeRanges(ranges: readonly StorageRange[]): StorageRange[] {
  const sorted = ranges
    .filter(({ start, end }) => start.compare(end) < 0)
    .sort((a, b) => a.start.compare(b.start));
  const merged: StorageRange[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last && range.start.compare(last.end) < 0) {
      const end = last.end.compare(range.end) >= 0 ? last.end : range.end;
      merged[merged.length - 1] = { start: last.start, end };
    } else merged.push(range);
  }
  return merged;
}
