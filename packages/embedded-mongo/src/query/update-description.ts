import type { Document } from '../semantics/index.ts';
import { encodeDocument } from '../storage/bson-codec.ts';
import { isDocument } from '../storage/bson-values.ts';

/** What an update changed, as change events show it. */
export interface UpdateDescription {
  readonly updatedFields: Document;
  readonly removedFields: string[];
  readonly truncatedArrays: Document[];
}

/** The same bytes, so the same types too: 1 and 1.0 are not identical. */
function isIdentical(a: unknown, b: unknown): boolean {
  return encodeDocument({ a }).equals(encodeDocument({ a: b }));
}

/**
 * The difference of two states of a document (manual: reference/change-events/update/). It is
 * taken from the states, not from the update: a field that was set to an embedded document
 * appears as the fields that differ inside it.
 */
export function describeUpdate(before: Document, after: Document): UpdateDescription {
  const updatedFields: Document = {};
  const removedFields: string[] = [];
  const compare = (from: Document, to: Document, prefix: string): void => {
    for (const name of Object.keys(from)) {
      if (!Object.hasOwn(to, name)) removedFields.push(prefix + name);
    }
    for (const [name, value] of Object.entries(to)) {
      const path = prefix + name;
      if (Object.hasOwn(from, name)) compareValue(from[name], value, path);
      else updatedFields[path] = value;
    }
  };
  const compareValue = (from: unknown, to: unknown, path: string): void => {
    if (isDocument(from) && isDocument(to)) compare(from, to, `${path}.`);
    else if (Array.isArray(from) && Array.isArray(to)) compareArrays(from, to, path);
    else if (!isIdentical(from, to)) updatedFields[path] = to;
  };
  const compareArrays = (from: unknown[], to: unknown[], path: string): void => {
    const isGrown = to.length >= from.length;
    const changed = from.flatMap((value, i) => (isIdentical(value, to[i]) ? [] : [i]));
    // Elements that were shifted or removed: the array as a whole says it best.
    const isWhole = !isGrown || (to.length > from.length && changed.length > 0);
    if (isWhole) {
      updatedFields[path] = to;
      return;
    }
    for (const i of changed) compareValue(from[i], to[i], `${path}.${i}`);
    for (let i = from.length; i < to.length; i += 1) updatedFields[`${path}.${i}`] = to[i];
  };
  compare(before, after, '');
  return { updatedFields, removedFields, truncatedArrays: [] };
}
