import type { FilterNode } from '../language/index.ts';
import { mongoError } from '../mongo-error.ts';

const COMPARISONS: ReadonlySet<FilterNode['kind']> = new Set([
  'eq',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
]);

function isAllowed(node: FilterNode): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.nodes.every(isAllowed);
    case 'exists':
      return node.exists;
    case 'other':
      return node.operator === '$type';
    default:
      return COMPARISONS.has(node.kind);
  }
}

/**
 * Validates a `partialFilterExpression`.
 *
 * @throws {MongoError} 67 for anything but comparisons, `$in`, `$exists: true`, `$type`, `$and` and
 *   `$or` (manual: core/index-partial/).
 */
export function checkPartialFilter(filter: FilterNode): void {
  if (isAllowed(filter)) return;
  throw mongoError(67, 'Expression not supported in partial index');
}
