import type { FilterNode } from '../language/index.ts';

/** Where inside of an object `$elemMatch` a predicate stands. */
interface ElementPlace {
  /** Predicates of one `$elemMatch` share its number; one nested in it has its own. */
  readonly number: number;
  /** The first name of the path below the array. */
  readonly branch: string;
  /** The path of the array. */
  readonly array: string;
}

/** A predicate that every matching document satisfies on one path. */
export interface PathPredicate {
  readonly path: string;
  readonly node: FilterNode;
  /** Absent outside of `$elemMatch`. */
  readonly element: ElementPlace | undefined;
}

/**
 * Whether predicates on two different paths are met by one and the same index key although arrays
 * lie on both: they are about the same array element, and part right below it. Where they share
 * a name there, an array below the element may satisfy each with another of its own elements;
 * where they do not, only one of them can have an array, as keys have no parallel arrays.
 */
export function isAboutOneElement(
  a: PathPredicate | undefined,
  b: PathPredicate | undefined,
): boolean {
  if (!a?.element || !b?.element) return false;
  return a.element.number === b.element.number && a.element.branch !== b.element.branch;
}

/**
 * Whether two predicates of one path are met by one and the same index key although arrays lie on
 * it: they are about the same array element, and no array was ever met below it. `places` are the
 * paths that held arrays.
 */
export function isAboutOneKey(
  a: PathPredicate,
  b: PathPredicate,
  places: ReadonlySet<string> | undefined,
): boolean {
  if (a === b) return true;
  if (!places || !a.element || a.element.number !== b.element?.number) return false;
  const { array } = a.element;
  for (const place of places) {
    if (place.length > array.length && (place === a.path || a.path.startsWith(`${place}.`))) {
      return false;
    }
  }
  return true;
}

/** A number names a place in the element, which is not what it names in the path of an index. */
const PLACE = /^\d+$/;

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

/** The predicates that stand side by side in a filter: through `$and`, and into `$elemMatch`. */
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
      if (number !== undefined && PLACE.test(firstName(node.path))) return;
      elements += 1;
      visit(node.node, prefix + node.path, elements);
      return;
    }
    const path = pathOf(node);
    if (path === undefined) return;
    const branch = firstName(path);
    if (number === undefined) found.push({ path, node, element: undefined });
    else if (!PLACE.test(branch)) {
      found.push({ path: prefix + path, node, element: { number, branch, array } });
    }
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
