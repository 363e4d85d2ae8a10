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

/** Checks a field path of an expression. Throws 15998 for empty parts, 16410 for `$` in names. */
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
 * Makes the reader of a dotted path as expressions read it: through an array it gives the array of
 * the values found in its documents, and numbers are names of fields, never places.
 */
export function fieldPathReader(path: string): (value: unknown) => unknown {
  const parts = parseFieldPath(path);
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    return (value) => (isObject(value) ? getField(fieldsOf(value), only) : undefined);
  }
  return (value) => (isObject(value) ? valueAt(value, parts, 0) : undefined);
}
