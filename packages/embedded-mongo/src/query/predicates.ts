import type { FilterNode } from '../semantics/index.ts';

/** A predicate that every matching document satisfies on one path. */
export interface PathPredicate {
  readonly path: string;
  readonly node: FilterNode;
  /**
   * Predicates of one `$elemMatch` share its number: one array element satisfies them all, so
   * their bounds may be combined even where the index is multikey.
   */
  readonly element: number | undefined;
}

function pathOf(node: FilterNode): string | undefined {
  switch (node.kind) {
    case 'and':
    case 'or':
    case 'nor':
    case 'not':
    case 'other':
      return undefined;
    default:
      return node.path;
  }
}

/** The predicates that stand side by side in a filter: through `$and`, and into `$elemMatch`. */
export function conjunctsOf(root: FilterNode): PathPredicate[] {
  const found: PathPredicate[] = [];
  let elements = 0;
  const visit = (node: FilterNode, prefix: string, element: number | undefined): void => {
    if (node.kind === 'and') {
      for (const child of node.nodes) visit(child, prefix, element);
      return;
    }
    if (node.kind === 'elemMatch' && node.form === 'object') {
      elements += 1;
      visit(node.node, `${prefix}${node.path}.`, element ?? elements);
      return;
    }
    const path = pathOf(node);
    if (path !== undefined) found.push({ path: prefix + path, node, element });
  };
  visit(root, '', undefined);
  return found;
}

/** The branches of the `$or`s at the top of a filter, each to be planned for itself. */
export function disjunctionsOf(root: FilterNode): (readonly FilterNode[])[] {
  if (root.kind === 'or') return [root.nodes];
  if (root.kind !== 'and') return [];
  return root.nodes.flatMap(disjunctionsOf);
}
