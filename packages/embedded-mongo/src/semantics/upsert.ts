import { mongoError } from '../mongo-error.ts';
import { compileFilter } from './matcher.ts';
import type { Document, FilterNode } from './types.ts';
import { setTo } from './update-operators.ts';
import { parseUpdatePath } from './update-path.ts';
import { UpdateWalk } from './update-walk.ts';

interface Equality {
  readonly path: string;
  readonly value: unknown;
}

function collect(node: FilterNode, found: Equality[]): void {
  if (node.kind === 'and') {
    for (const child of node.nodes) collect(child, found);
    return;
  }
  if (node.kind !== 'eq') return;
  for (const { path } of found) {
    if (path === node.path) {
      throw mongoError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    }
    if (path.startsWith(`${node.path}.`) || node.path.startsWith(`${path}.`)) {
      throw mongoError(
        54,
        `cannot infer query fields to set, both paths '${node.path}' and '${path}' are matched`,
      );
    }
  }
  found.push({ path: node.path, value: node.value });
}

/**
 * The document an upsert starts from: the fields that the filter holds to one value (manual:
 * reference/method/db.collection.update/, "Upsert with Operator Expressions"). `idOnly` for a
 * replacement, which takes nothing but `_id` from the filter. Throws 54 when a field is held twice.
 */
export function upsertBase(
  filter: Document,
  options: { readonly idOnly?: boolean } = {},
): Document {
  const found: Equality[] = [];
  collect(compileFilter(filter).ast, found);
  const context = { isUpsertInsert: true, now: new Date(0) };
  const walk = new UpdateWalk({}, new Map(), context, undefined);
  for (const { path, value } of found) {
    if (options.idOnly && path !== '_id') continue;
    walk.apply(parseUpdatePath(path), setTo(value));
  }
  return walk.root;
}
