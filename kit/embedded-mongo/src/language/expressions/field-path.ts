import { mongoError } from '../../mongo-error.ts';
import { getField, isDBRefField } from '../values/fields.ts';
import { fieldsOf, isObject } from '../values/value-type.ts';

function valueAt(value: unknown, parts: readonly string[], at: number): unknown {
  let current = value;
  for (let i = at; i < parts.length; i += 1) {
    if (Array.isArray(current)) {
      const values: unknown[] = [];
      for (const element of current) {
        if (!isObject(element)) continue;
        const found = valueAt(element, parts, i);
        if (found !== undefined) values.push(found);
      }
      return values;
    }
    if (!isObject(current)) return undefined;
    current = getField(fieldsOf(current), parts[i] ?? '');
  }
  return current;
}

/**
 * Parses a field path of an expression.
 *
 * @throws {MongoError} 15998 for empty parts, 16410 for `$` in names.
 */
export function parseFieldPath(path: string): readonly string[] {
  const parts = path.split('.');
  for (const part of parts) {
    if (part === '') {
      throw mongoError(
        path.endsWith('.') ? 40353 : 15998,
        path.endsWith('.')
          ? "FieldPath must not end with a '.'."
          : 'FieldPath field names may not be empty strings.',
      );
    }
    if (part.startsWith('$') && !isDBRefField(part)) {
      throw mongoError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    }
  }
  return parts;
}

/**
 * Returns a reader for a dotted path with the semantics of expressions: a path through an array
 * returns the array of its documents' values, and numbers are field names, never array positions.
 */
export function fieldPathReader(path: string): (value: unknown) => unknown {
  const parts = parseFieldPath(path);
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    return (value) => (isObject(value) ? getField(fieldsOf(value), only) : undefined);
  }
  return (value) => (isObject(value) ? valueAt(value, parts, 0) : undefined);
}
