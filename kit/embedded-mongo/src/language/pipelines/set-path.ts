import type { Document } from '../../bson/document.ts';
import { getField, setField } from '../values/fields.ts';
import { fieldsOf, isObject } from '../values/value-type.ts';

/**
 * Returns a copy of the document with a value at a dotted path, through documents only; `undefined`
 * removes the field.
 */
export function withPath(doc: Document, parts: readonly string[], value: unknown): Document {
  const [name = '', ...rest] = parts;
  const copy = { ...doc };
  if (rest.length === 0) {
    if (value === undefined) delete copy[name];
    else setField(copy, name, value);
    return copy;
  }
  const inner = getField(doc, name);
  if (value === undefined && !isObject(inner)) return copy;
  setField(copy, name, withPath(isObject(inner) ? fieldsOf(inner) : {}, rest, value));
  return copy;
}

/** Returns the value at a dotted path, through documents only. */
export function valueAtPath(doc: Document, parts: readonly string[]): unknown {
  let value: unknown = doc;
  for (const name of parts) {
    if (!isObject(value)) return undefined;
    value = getField(fieldsOf(value), name);
  }
  return value;
}
