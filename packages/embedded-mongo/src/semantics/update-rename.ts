import { badValue } from '../mongo-error.ts';
import { describe } from './describe.ts';
import { getField } from './fields.ts';
import type { Document } from './types.ts';
import { setTo, unset } from './update-operators.ts';
import { parseUpdatePath, type UpdatePath } from './update-path.ts';
import type { UpdateWalk } from './update-walk.ts';
import { fieldsOf, isObject, stringOf } from './value-type.ts';

/** One `$rename`: from where to where. */
export interface Rename {
  readonly from: UpdatePath;
  readonly to: UpdatePath;
}

function checkStatic(path: UpdatePath, what: string): void {
  if (path.steps.some((step) => step.kind !== 'field')) {
    throw badValue(`The ${what} field for $rename may not be dynamic: ${path.text}`);
  }
}

/** Reads one field of `$rename` (manual: reference/operator/update/rename/). */
export function parseRename(source: string, target: unknown): Rename {
  const name = stringOf(target);
  if (name === undefined) {
    throw badValue(`The 'to' field for $rename must be a string: ${source}: ${describe(target)}`);
  }
  if (name.includes('\0')) throw badValue("The 'to' field for $rename cannot contain a null byte");
  const from = parseUpdatePath(source);
  const to = parseUpdatePath(name);
  if (source === name) {
    throw badValue(`The source and target field for $rename must differ: ${source}: "${name}"`);
  }
  checkStatic(from, 'source');
  checkStatic(to, 'destination');
  return { from, to };
}

function refuseArrays(root: Document, path: UpdatePath, what: string): void {
  let value: unknown = root;
  for (const name of path.components) {
    if (Array.isArray(value)) {
      throw badValue(
        `The ${what} field cannot be an array element, '${path.text}' in doc with _id: ${describe(root._id)} has an array field`,
      );
    }
    if (!isObject(value)) return;
    value = getField(fieldsOf(value), name);
  }
}

function valueAt(root: Document, path: UpdatePath): unknown {
  let value: unknown = root;
  for (const name of path.components) {
    if (!isObject(value)) return undefined;
    value = getField(fieldsOf(value), name);
  }
  return value;
}

/** Moves a field; nothing happens when the document does not have it. */
export function applyRename(walk: UpdateWalk, { from, to }: Rename): void {
  refuseArrays(walk.root, from, 'source');
  const value = valueAt(walk.root, from);
  if (value === undefined) return;
  refuseArrays(walk.root, to, 'destination');
  walk.apply(to, setTo(value));
  walk.apply(from, unset);
}
