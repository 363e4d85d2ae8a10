import type { FilterNode } from '../semantics/index.ts';
import { compareValues, typeNumber, valuesEqual } from '../semantics/index.ts';
import type { PathPredicate } from './predicates.ts';
import { conjunctsOf } from './predicates.ts';

/** True when the predicate cannot match a document that lacks the path. */
export function requiresExistence(node: FilterNode): boolean {
  switch (node.kind) {
    case 'eq':
    case 'gte':
    case 'lte':
      return node.value !== null && node.value !== undefined;
    case 'in':
      return node.values.every((value) => value !== null && value !== undefined);
    case 'gt':
    case 'lt':
    case 'regex':
    case 'elemMatch':
      return true;
    case 'exists':
      return node.exists;
    default:
      return false;
  }
}

/** Whether a document whose field equals `value` satisfies the comparison. */
function satisfies(value: unknown, condition: FilterNode): boolean {
  if (condition.kind === 'exists') return condition.exists && value !== null && value !== undefined;
  if (condition.kind === 'in') return condition.values.some((v) => valuesEqual(v, value));
  if (!('value' in condition)) return false;
  if (condition.kind === 'eq') return valuesEqual(value, condition.value);
  if (!isSameBracket(value, condition.value)) return false;
  const order = compareValues(value, condition.value);
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

/** Whether every document that matches `given` matches `condition`, both on the same path. */
function implies(given: FilterNode, condition: FilterNode): boolean {
  if (condition.kind === 'exists' && condition.exists) return requiresExistence(given);
  switch (given.kind) {
    case 'eq':
      return satisfies(given.value, condition);
    case 'in':
      return given.regexes.length === 0 && given.values.every((v) => satisfies(v, condition));
    case 'gt':
    case 'gte':
      return impliesBound(given, condition, 'gt', 'gte', 1);
    case 'lt':
    case 'lte':
      return impliesBound(given, condition, 'lt', 'lte', -1);
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
): boolean {
  if (condition.kind !== open && condition.kind !== closed) return false;
  if (!isSameBracket(given.value, condition.value)) return false;
  const order = compareValues(given.value, condition.value) * sign;
  return order > 0 || (order === 0 && (given.kind === open || condition.kind === closed));
}

/**
 * Whether each document that the query matches is in a partial index with this filter (manual:
 * core/index-partial/#query-coverage). False when that cannot be seen from the predicates.
 */
export function impliesFilter(
  predicates: readonly PathPredicate[],
  partialFilter: FilterNode,
): boolean {
  if (partialFilter.kind === 'or') {
    return partialFilter.nodes.some((node) => impliesFilter(predicates, node));
  }
  const conditions = conjunctsOf(partialFilter);
  if (conditions.length !== leafCount(partialFilter)) return false;
  return conditions.every(
    ({ path, node: condition, element }) =>
      element === undefined &&
      predicates.some((given) => given.path === path && implies(given.node, condition)),
  );
}

function leafCount(node: FilterNode): number {
  if (node.kind !== 'and') return 1;
  return node.nodes.reduce((sum, child) => sum + leafCount(child), 0);
}
