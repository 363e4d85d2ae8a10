import type { Document } from '../../bson/document.ts';
import { badValue, mongoError } from '../../mongo-error.ts';
import { describe } from '../values/describe.ts';
import { getField, isArrayIndex } from '../values/fields.ts';
import { fieldsOf, isObject, stringOf } from '../values/value-type.ts';
import { setTo, unset } from './update-operators.ts';
import { parseUpdatePath, type UpdatePath } from './update-path.ts';
import type { UpdateWalk } from './update-walk.ts';

/** Source and target of one `$rename`. */
export interface Rename {
  readonly from: UpdatePath;
  readonly to: UpdatePath;
}

function checkStatic(path: UpdatePath, what: string): void {
  if (path.steps.some((step) => step.kind !== 'field')) {
    throw badValue(`The ${what} field for $rename may not be dynamic: ${path.text}`);
  }
}

/** Parses one field of `$rename` (manual: reference/operator/update/rename/). */
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
  if (source.startsWith(`${name}.`) || name.startsWith(`${source}.`)) {
    throw badValue(
      `The source and target field for $rename must not be on the same path: ${source}: "${name}"`,
    );
  }
  checkStatic(from, 'source');
  checkStatic(to, 'destination');
  return { from, to };
}

function inArray(root: Document, path: UpdatePath, what: string): Error {
  return badValue(
    `The ${what} field cannot be an array element, '${path.text}' in doc with _id: ${describe(root._id)} has an array field`,
  );
}

function rejectArrays(root: Document, path: UpdatePath, what: string): void {
  let value: unknown = root;
  for (const name of path.components) {
    if (Array.isArray(value)) {
      throw inArray(root, path, what);
    }
    if (!isObject(value)) return;
    value = getField(fieldsOf(value), name);
  }
}

/**
 * Returns the value to move, or `undefined` when the document does not have it.
 *
 * @throws {MongoError} 2 or 28 when the path leads through an array or a scalar.
 */
function sourceValue(root: Document, path: UpdatePath): unknown {
  let value: unknown = root;
  let isInArray = false;
  for (const name of path.components) {
    if (Array.isArray(value) && isArrayIndex(name)) {
      isInArray = true;
      value = value[Number(name)];
    } else if (isObject(value)) {
      value = getField(fieldsOf(value), name);
    } else {
      throw mongoError(
        28,
        `cannot use the part (${name} of ${path.text}) to traverse the element (${describe(value)})`,
      );
    }
    if (value === undefined) return undefined;
  }
  if (isInArray) throw inArray(root, path, 'source');
  return value;
}

/** Moves a field. Does nothing when the document does not have it. */
export function applyRename(walk: UpdateWalk, { from, to }: Rename): void {
  const value = sourceValue(walk.root, from);
  if (value === undefined) return;
  rejectArrays(walk.root, to, 'destination');
  walk.apply(to, setTo(value));
  walk.apply(from, unset);
}
