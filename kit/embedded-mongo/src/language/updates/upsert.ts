import type { Document } from '../../bson/document.ts';
import { mongoError } from '../../mongo-error.ts';
import type { FilterNode } from '../filters/filter-types.ts';
import { compileFilter } from '../filters/matcher.ts';
import { checkIdValue } from './id-value.ts';
import { setTo } from './update-operators.ts';
import { parseUpdatePath } from './update-path.ts';
import { UpdateWalk } from './update-walk.ts';

interface Equality {
  readonly path: string;
  readonly value: unknown;
}

function equalityOf(node: FilterNode): Equality | undefined {
  if (node.kind === 'eq') return node;
  if (node.kind !== 'in' || node.values.length !== 1 || node.regexes.length > 0) return undefined;
  return { path: node.path, value: node.values[0] };
}

function collect(node: FilterNode, idOnly: boolean, found: Equality[]): void {
  if (node.kind === 'and') {
    for (const child of node.nodes) collect(child, idOnly, found);
    return;
  }
  const equality = equalityOf(node);
  if (!equality) return;
  if (idOnly) {
    if (equality.path.startsWith('_id.')) {
      throw mongoError(
        111,
        `field at '_id' must be exactly specified, field at sub-path '${equality.path}'found`,
      );
    }
    if (equality.path !== '_id') return;
  }
  for (const { path } of found) {
    if (path === equality.path) {
      throw mongoError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    }
    if (path.startsWith(`${equality.path}.`) || equality.path.startsWith(`${path}.`)) {
      throw mongoError(
        54,
        `cannot infer query fields to set, both paths '${equality.path}' and '${path}' are matched`,
      );
    }
  }
  found.push(equality);
}

/**
 * Builds the document from which an upsert starts: the fields that the filter fixes to one value
 * (manual: reference/method/db.collection.update/, "Upsert with Operator Expressions"). With
 * `idOnly`, for a replacement, only `_id`.
 *
 * @throws {MongoError} 54 when a field is fixed twice, 53 for an invalid `_id`, 111 for a
 *   replacement whose filter contains a part of `_id`.
 */
export function upsertBase(
  filter: Document,
  options: { readonly idOnly?: boolean } = {},
): Document {
  const found: Equality[] = [];
  collect(compileFilter(filter).ast, options.idOnly === true, found);
  const context = { isUpsertInsert: true, now: new Date(0) };
  const walk = new UpdateWalk({}, new Map(), context, undefined);
  for (const { path, value } of found) {
    if (path === '_id') checkIdValue(value);
    walk.apply(parseUpdatePath(path), setTo(value));
  }
  return walk.root;
}
