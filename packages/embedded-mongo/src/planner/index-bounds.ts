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
import { isAboutOneElement, isAboutOneKey } from './predicates.ts';
import { showInterval } from './show-value.ts';

/** More ranges than this cost more than they save. */
const MAX_RANGES = 1000;

/** What bounds one field of an index. */
interface FieldBounds {
  readonly intervals: readonly ValueInterval[];
  readonly isPoints: boolean;
}

/** The part of an index that a query has to read. */
export interface IndexBounds {
  readonly ranges: readonly StorageRange[];
  /** How many leading fields are bounded. */
  readonly boundedFields: number;
  /** Leading fields with exactly one value each: behind them the index is in order. */
  readonly fixedFields: number;
  /** The fields whose bounds are a list of single values, or one range. */
  readonly show: Readonly<Record<string, readonly string[]>>;
  /** Fields bounded by less than the whole range of values. */
  readonly restricted: ReadonlySet<string>;
}

const NULL_POINT: ValueInterval = {
  lower: { value: null, inclusive: true },
  upper: { value: null, inclusive: true },
};

/** Without arrays, a missing field and null have one and the same key. */
function withoutUndefined(interval: ValueInterval): ValueInterval {
  const { lower, upper } = interval;
  if ('bracketOf' in lower || 'bracketOf' in upper) return interval;
  return lower.value === undefined && upper.value === null ? NULL_POINT : interval;
}

/** Whether the bounds of a predicate would order strings by another collation than the query's. */
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

/** One way of choosing which predicates bound an index that is multikey on a path. */
export type PredicateChoice = ReadonlyMap<string, PathPredicate>;

interface BoundsInput {
  readonly index: IndexInfo;
  readonly multikeyPaths: ReadonlySet<string>;
  /** The paths that ever held arrays; undefined when that is not known. */
  readonly arrayPlaces: ReadonlySet<string> | undefined;
  readonly predicates: readonly PathPredicate[];
  readonly collation: Collation | undefined;
  /**
   * The predicate that bounds a multikey path; others on that path are left to the filter, but for
   * those that must be met by the same key.
   */
  readonly choice: PredicateChoice;
}

function fieldBounds(input: BoundsInput, field: string): FieldBounds | undefined {
  const { index, multikeyPaths, arrayPlaces, predicates, choice, collation } = input;
  const isMultikey = multikeyPaths.has(field);
  const hasSameCollation = isSameCollation(index.collation, collation);
  const chosen = choice.get(field);
  const usable = predicates.filter((predicate) => {
    if (predicate.path !== field) return false;
    return !isMultikey || !chosen || isAboutOneKey(chosen, predicate, arrayPlaces);
  });
  let intervals: readonly ValueInterval[] | undefined;
  for (const { node } of usable) {
    const own = boundsOf(node, index, hasSameCollation, isMultikey);
    if (own) intervals = intervals ? intersectIntervals(intervals, own) : own;
  }
  return intervals && { intervals, isPoints: intervals.every(isPoint) };
}

/** Both absent, or the same in all their settings. */
export function isSameCollation(a: Collation | undefined, b: Collation | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && JSON.stringify(a.spec) === JSON.stringify(b.spec);
}

/** The first part of a path; arrays below it may be one and the same. */
function root(path: string): string {
  const dot = path.indexOf('.');
  return dot === -1 ? path : path.slice(0, dot);
}

/**
 * Whether the bounds of a field may be combined with those of the fields before it: not when both
 * may come from different elements of one array.
 */
function isCompatible(input: BoundsInput, field: string, earlier: readonly string[]): boolean {
  const { multikeyPaths, choice } = input;
  if (!multikeyPaths.has(field)) return true;
  return earlier.every((other) => {
    if (!multikeyPaths.has(other) || root(other) !== root(field)) return true;
    return isAboutOneElement(choice.get(field), choice.get(other));
  });
}

/** The values of point intervals. */
function pointValues(bounds: FieldBounds): unknown[] {
  return bounds.intervals.map(({ lower }) =>
    'bracketOf' in lower ? lower.bracketOf : lower.value,
  );
}

/** Bounds for the predicates, or the whole index when none of them bounds its first field. */
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

/** In order, empty ones dropped, overlapping ones joined. */
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
