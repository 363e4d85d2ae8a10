import type { Collation, FilterNode } from '../language/index.ts';
import {
  compareValues,
  dependsOnCollation,
  typeName,
  typeNumber,
  valuesEqual,
} from '../language/index.ts';
import type { PathPredicate } from './predicates.ts';
import { conjunctsOf } from './predicates.ts';

/** Returns true when the predicate cannot match a document without the path. */
export function requiresExistence(node: FilterNode): boolean {
  switch (node.kind) {
    case 'eq':
      return node.value !== null && node.value !== undefined;
    case 'gte':
    case 'lte':
      return node.value !== null && node.value !== undefined && !isMinOrMaxKey(node.value);
    case 'in':
      return node.values.every((value) => value !== null && value !== undefined);
    case 'gt':
    case 'lt':
      return !isMinOrMaxKey(node.value);
    case 'regex':
    case 'elemMatch':
      return true;
    case 'exists':
      return node.exists;
    default:
      return false;
  }
}

/** True for MinKey and MaxKey: comparisons with them match any value, even a missing field. */
function isMinOrMaxKey(value: unknown): boolean {
  const type = typeName(value);
  return type === 'minKey' || type === 'maxKey';
}

/** Returns true when a document whose field equals `value` satisfies the comparison. */
function satisfies(
  value: unknown,
  condition: FilterNode,
  collation: Collation | undefined,
): boolean {
  if (condition.kind === 'exists') return condition.exists && value !== null && value !== undefined;
  if (condition.kind === 'in') {
    return condition.values.some((v) => valuesEqual(v, value, collation));
  }
  if (!('value' in condition)) return false;
  if (condition.kind === 'eq') return valuesEqual(value, condition.value, collation);
  if (!isSameBracket(value, condition.value)) return false;
  const order = compareValues(value, condition.value, collation);
  switch (condition.kind) {
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
    case 'lt':
      return order < 0;
    default:
      return order <= 0;
  }
}

const NUMERIC_TYPES: ReadonlySet<number> = new Set([1, 16, 18, 19]);

function isSameBracket(a: unknown, b: unknown): boolean {
  const typeA = typeNumber(a);
  const typeB = typeNumber(b);
  return typeA === typeB || (NUMERIC_TYPES.has(typeA) && NUMERIC_TYPES.has(typeB));
}

/** Collation of a candidate index, and whether the query has the same. */
export interface CollationMatch {
  readonly collation: Collation | undefined;
  readonly isSame: boolean;
}

/** True when a predicate compares strings. */
function hasStrings(node: FilterNode): boolean {
  if (node.kind === 'in') return node.values.some(dependsOnCollation);
  return 'value' in node && dependsOnCollation(node.value);
}

/**
 * Returns true when every document that matches `given` matches `condition`, both on the same path.
 */
function implies(
  given: FilterNode,
  condition: FilterNode,
  { collation, isSame }: CollationMatch,
): boolean {
  if (condition.kind === 'exists' && condition.exists) return requiresExistence(given);
  if (!isSame && (hasStrings(given) || hasStrings(condition))) return false;
  switch (given.kind) {
    case 'eq':
      return satisfies(given.value, condition, collation);
    case 'in':
      return (
        given.regexes.length === 0 &&
        given.values.every((value) => satisfies(value, condition, collation))
      );
    case 'gt':
    case 'gte':
      return impliesBound(given, condition, 'gt', 'gte', 1, collation);
    case 'lt':
    case 'lte':
      return impliesBound(given, condition, 'lt', 'lte', -1, collation);
    default:
      return false;
  }
}

function impliesBound(
  given: { readonly kind: string; readonly value: unknown },
  condition: FilterNode,
  open: 'gt' | 'lt',
  closed: 'gte' | 'lte',
  sign: 1 | -1,
  collation: Collation | undefined,
): boolean {
  if (condition.kind !== open && condition.kind !== closed) return false;
  if (!isSameBracket(given.value, condition.value)) return false;
  const order = compareValues(given.value, condition.value, collation) * sign;
  return order > 0 || (order === 0 && (given.kind === open || condition.kind === closed));
}

/**
 * Returns true when a partial index with this filter contains every document that the query matches
 * (manual: core/index-partial/#query-coverage). Returns false when the predicates do not prove it.
 * The index compares strings of its filter by its own collation.
 */
export function impliesFilter(
  predicates: readonly PathPredicate[],
  partialFilter: FilterNode,
  collations: CollationMatch,
): boolean {
  if (partialFilter.kind === 'or') {
    return partialFilter.nodes.some((node) => impliesFilter(predicates, node, collations));
  }
  const conditions = conjunctsOf(partialFilter);
  if (conditions.length !== leafCount(partialFilter)) return false;
  return conditions.every(
    ({ path, node: condition, element }) =>
      element === undefined &&
      predicates.some(
        (given) =>
          given.path === path &&
          // An element without the field is not always equivalent to a path without a value.
          (given.element === undefined || requiresExistence(given.node)) &&
          implies(given.node, condition, collations),
      ),
  );
}

function leafCount(node: FilterNode): number {
  if (node.kind !== 'and') return 1;
  return node.nodes.reduce((sum, child) => sum + leafCount(child), 0);
}
