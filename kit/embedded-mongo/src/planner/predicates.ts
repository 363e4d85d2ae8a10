import type { FilterNode } from '../language/index.ts';

/** Position of a predicate inside an object `$elemMatch`. */
interface ElementPosition {
  /** Number shared by the predicates of one `$elemMatch`. A nested one has its own. */
  readonly number: number;
  /** First name of the path below the array. */
  readonly branch: string;
  /** Path of the array. */
  readonly array: string;
}

/** A predicate on one path that every matching document satisfies. */
export interface PathPredicate {
  readonly path: string;
  readonly node: FilterNode;
  /** Absent outside of `$elemMatch`. */
  readonly element: ElementPosition | undefined;
}

/**
 * Returns true when one index key must satisfy both predicates, which are on different paths
 * through arrays. They must concern the same array element and have different names right below it.
 * Below a shared name, an array may satisfy each predicate with a different element. Below
 * different names, only one can be an array, since keys have no parallel arrays.
 */
export function concernsSameElement(
  a: PathPredicate | undefined,
  b: PathPredicate | undefined,
): boolean {
  if (!a?.element || !b?.element) return false;
  return a.element.number === b.element.number && a.element.branch !== b.element.branch;
}

/**
 * Returns true when one index key must satisfy both predicates, which are on the same path through
 * arrays. They must concern the same array element, and no array may ever have occurred below it.
 * `arrayPaths` are the paths that have contained arrays.
 */
export function concernsSameKey(
  a: PathPredicate,
  b: PathPredicate,
  arrayPaths: ReadonlySet<string> | undefined,
): boolean {
  if (a === b) return true;
  if (!arrayPaths || !a.element || a.element.number !== b.element?.number) return false;
  const { array } = a.element;
  for (const path of arrayPaths) {
    if (path.length > array.length && (path === a.path || a.path.startsWith(`${path}.`))) {
      return false;
    }
  }
  return true;
}

/**
 * Matches a number in a path. Inside an element it is an array position, which differs from its
 * meaning in the path of an index.
 */
const ARRAY_POSITION = /^\d+$/;

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

function firstName(path: string): string {
  const dot = path.indexOf('.');
  return dot === -1 ? path : path.slice(0, dot);
}

/** Returns the predicates that a filter combines with AND: through `$and` and into `$elemMatch`. */
export function conjunctsOf(root: FilterNode): PathPredicate[] {
  const found: PathPredicate[] = [];
  let elements = 0;
  const visit = (node: FilterNode, array: string, number: number | undefined): void => {
    const prefix = number === undefined ? '' : `${array}.`;
    if (node.kind === 'and') {
      for (const child of node.nodes) visit(child, array, number);
      return;
    }
    if (node.kind === 'elemMatch' && node.form === 'object') {
      if (number !== undefined && ARRAY_POSITION.test(firstName(node.path))) return;
      elements += 1;
      visit(node.node, prefix + node.path, elements);
      return;
    }
    const path = pathOf(node);
    if (path === undefined) return;
    const branch = firstName(path);
    if (number === undefined) found.push({ path, node, element: undefined });
    else if (!ARRAY_POSITION.test(branch)) {
      found.push({ path: prefix + path, node, element: { number, branch, array } });
    }
  };
  visit(root, '', undefined);
  return found;
}

/** Returns the branches of each `$or` at the top of a filter, to be planned separately. */
export function disjunctionsOf(root: FilterNode): (readonly FilterNode[])[] {
  if (root.kind === 'or') return [root.nodes];
  if (root.kind !== 'and') return [];
  return root.nodes.flatMap(disjunctionsOf);
}
