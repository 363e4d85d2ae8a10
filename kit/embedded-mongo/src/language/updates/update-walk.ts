import type { Document } from '../../bson/document.ts';
import { badValue, mongoError } from '../../mongo-error.ts';
import { describe } from '../values/describe.ts';
import { getField, isArrayIndex, isDBRefField, setField } from '../values/fields.ts';
import { isIdentical } from '../values/identical.ts';
import { fieldsOf, isObject } from '../values/value-type.ts';
import type { ArrayFilter } from './array-filters.ts';
import type { PathClaims, UpdatePath } from './update-path.ts';
import type { UpdateContext } from './update-types.ts';

/** Effect of an operator on the value at its path; `undefined` is a missing field. */
export interface UpdateLeaf {
  /** Returns the new value; `undefined` removes the field. */
  change(current: unknown, context: LeafContext): unknown;
  /** False for operators that do not create a missing field. */
  readonly creates: boolean;
  /** True for `$unset` and `$rename`'s source, which ignore a path through a scalar. */
  readonly toleratesScalars?: boolean;
}

/** Context of a leaf operator besides the value. */
export interface LeafContext extends UpdateContext {
  readonly path: string;
  readonly root: Document;
}

/** Maximum number of nulls that a write after an array's end may add. */
const MAX_PADDING = 1_500_000;

function notViable(
  name: string,
  path: UpdatePath,
  at: readonly string[],
  value: unknown,
  leaf: UpdateLeaf,
): Error {
  const element = `{${at.at(-1)}: ${describe(value)}}`;
  return mongoError(
    28,
    leaf.creates
      ? `Cannot create field '${name}' in element ${element}`
      : `Cannot use the part (${name}) of (${path.text}) to traverse the element (${element})`,
  );
}

/**
 * @throws {MongoError} 52 for a top-level field name that starts with `$`, 65 for a part of a DBRef
 *   at the top level.
 */
export function checkTopLevelName(name: string): void {
  if (isDBRefField(name)) throw mongoError(65, `Found ${name} field outside of a DBRef`);
  if (!name.startsWith('$')) return;
  throw mongoError(
    52,
    `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
  );
}

/** Applies leaf operators to one document and copies only what changes. */
export class UpdateWalk {
  private readonly owned = new Set<object>();
  private readonly filters: ReadonlyMap<string, ArrayFilter>;
  private readonly context: UpdateContext;
  private readonly claims: PathClaims | undefined;
  root: Document;

  constructor(
    root: Document,
    filters: ReadonlyMap<string, ArrayFilter>,
    context: UpdateContext,
    claims: PathClaims | undefined,
  ) {
    this.root = root;
    this.filters = filters;
    this.context = context;
    this.claims = claims;
  }

  /** Applies one operator at one path of the document. */
  apply(path: UpdatePath, leaf: UpdateLeaf): void {
    this.root = this.inObject(this.root, path, 0, [], leaf) as Document;
  }

  private ownObject(value: Document): Document {
    if (this.owned.has(value)) return value;
    const copy = { ...fieldsOf(value) };
    this.owned.add(copy);
    return copy;
  }

  private ownArray(value: unknown[]): unknown[] {
    if (this.owned.has(value)) return value;
    const copy = [...value];
    this.owned.add(copy);
    return copy;
  }

  private changeLeaf(current: unknown, at: readonly string[], leaf: UpdateLeaf): unknown {
    const path = at.join('.');
    this.claims?.claim(path);
    if (current === undefined && !leaf.creates) return current;
    const changed = leaf.change(current, { ...this.context, path, root: this.root });
    if (changed === undefined ? current === undefined : isIdentical(current, changed))
      return current;
    return changed;
  }

  /** Returns the new value of a child at which the path continues or ends. */
  private child(
    current: unknown,
    path: UpdatePath,
    index: number,
    at: readonly string[],
    leaf: UpdateLeaf,
  ): unknown {
    if (index === path.steps.length) return this.changeLeaf(current, at, leaf);
    if (current === undefined) return this.create(path, index, at, leaf);
    if (Array.isArray(current)) return this.inArray(current, path, index, at, leaf);
    const step = path.steps[index];
    if (step && step.kind !== 'field' && step.kind !== 'position') {
      throw badValue(
        `Cannot apply array updates to non-array element ${at.at(-1)}: ${describe(current)}`,
      );
    }
    if (isObject(current)) return this.inObject(current, path, index, at, leaf);
    if (leaf.toleratesScalars) return current;
    throw notViable(path.components[index] ?? '', path, at, current, leaf);
  }

  private create(
    path: UpdatePath,
    index: number,
    at: readonly string[],
    leaf: UpdateLeaf,
  ): unknown {
    const step = path.steps[index];
    if (step && (step.kind === 'each' || step.kind === 'filtered')) {
      throw badValue(
        `The path '${at.join('.')}' must exist in the document in order to apply array updates.`,
      );
    }
    if (!leaf.creates) return undefined;
    const created: Document = {};
    this.owned.add(created);
    const filled = this.inObject(created, path, index, at, leaf);
    // An operator may write nothing; then its parent documents are not created either.
    return isObject(filled) && Object.keys(filled).length === 0 ? undefined : filled;
  }

  private positionOf(path: UpdatePath): string {
    const { positionalIndex } = this.context;
    if (positionalIndex === undefined) {
      throw badValue(
        `The positional operator did not find the match needed from the query. Unexpanded update: ${path.text}`,
      );
    }
    return String(positionalIndex);
  }

  private inObject(
    object: Document,
    path: UpdatePath,
    index: number,
    at: readonly string[],
    leaf: UpdateLeaf,
  ): unknown {
    const step = path.steps[index];
    const name = step?.kind === 'position' ? this.positionOf(path) : (path.components[index] ?? '');
    const current = getField(fieldsOf(object), name);
    const changed = this.child(current, path, index + 1, [...at, name], leaf);
    if (changed === current) return object;
    const isSet = index === 0 && (current === undefined || path.steps.length === 1);
    if (isSet && changed !== undefined) checkTopLevelName(name);
    const own = this.ownObject(object);
    if (changed === undefined) delete own[name];
    else setField(own, name, changed);
    return own;
  }

  private inArray(
    array: unknown[],
    path: UpdatePath,
    index: number,
    at: readonly string[],
    leaf: UpdateLeaf,
  ): unknown {
    const step = path.steps[index];
    if (step?.kind === 'each' || step?.kind === 'filtered') {
      const filter = step.kind === 'filtered' ? this.filters.get(step.identifier) : undefined;
      let result = array;
      for (let i = 0; i < array.length; i += 1) {
        if (filter && !filter(array[i])) continue;
        result = this.element(result, i, path, index, at, leaf);
      }
      return result;
    }
    const name = step?.kind === 'position' ? this.positionOf(path) : (path.components[index] ?? '');
    if (!isArrayIndex(name)) {
      if (leaf.toleratesScalars) return array;
      throw notViable(name, path, at, array, leaf);
    }
    return this.element(array, Number(name), path, index, at, leaf);
  }

  private element(
    array: unknown[],
    position: number,
    path: UpdatePath,
    index: number,
    at: readonly string[],
    leaf: UpdateLeaf,
  ): unknown[] {
    const current = array[position];
    const changed = this.child(current, path, index + 1, [...at, String(position)], leaf);
    // Removing an array element leaves null.
    const element = changed === undefined ? null : changed;
    if (changed === current || element === current) return array;
    if (position - array.length > MAX_PADDING) {
      throw mongoError(51, `can't backfill more than ${MAX_PADDING} elements`);
    }
    const own = this.ownArray(array);
    while (own.length < position) own.push(null);
    own[position] = element;
    return own;
  }
}
