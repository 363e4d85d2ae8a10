import { encodeDocument } from '../bson/bson-codec.ts';
import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';

/** Field changes of an update, as change events show them. */
interface UpdateDescription {
  readonly updatedFields: Document;
  readonly removedFields: string[];
  readonly truncatedArrays: Document[];
  /** Components of ambiguous paths: those with digits or dots in a field name. */
  readonly disambiguatedPaths: Document;
}

/** Field names and array positions. */
type Components = readonly (string | number)[];

function isAmbiguous(component: string | number): boolean {
  return typeof component === 'string' && (/^\d+$/.test(component) || component.includes('.'));
}

/** Compares the BSON bytes, so types count: 1 and 1.0 are not identical. */
function isIdentical(a: unknown, b: unknown): boolean {
  return encodeDocument({ a }).equals(encodeDocument({ a: b }));
}

/**
 * Computes the difference between two states of a document (manual:
 * reference/change-events/update/). It compares states, not update operators. So a field that was
 * set to an embedded document appears as the fields that differ inside it.
 */
export function describeUpdate(before: Document, after: Document): UpdateDescription {
  const updatedFields: Document = {};
  const removedFields: string[] = [];
  const truncatedArrays: Document[] = [];
  const disambiguatedPaths: Document = {};
  const pathOf = (components: Components): string => {
    const path = components.join('.');
    if (components.some(isAmbiguous)) disambiguatedPaths[path] = [...components];
    return path;
  };
  const compare = (from: Document, to: Document, prefix: Components): void => {
    for (const name of Object.keys(from)) {
      if (!Object.hasOwn(to, name)) removedFields.push(pathOf([...prefix, name]));
    }
    for (const [name, value] of Object.entries(to)) {
      const path = [...prefix, name];
      if (Object.hasOwn(from, name)) compareValue(from[name], value, path);
      else updatedFields[pathOf(path)] = value;
    }
  };
  const compareValue = (from: unknown, to: unknown, path: Components): void => {
    if (isDocument(from) && isDocument(to)) compare(from, to, path);
    else if (Array.isArray(from) && Array.isArray(to)) compareArrays(from, to, path);
    else if (!isIdentical(from, to)) updatedFields[pathOf(path)] = to;
  };
  const compareArrays = (from: unknown[], to: unknown[], path: Components): void => {
    const common = Math.min(from.length, to.length);
    const changed: number[] = [];
    for (let i = 0; i < common; i += 1) if (!isIdentical(from[i], to[i])) changed.push(i);
    // Elements were shifted or removed: report the array as a whole.
    if (to.length !== from.length && changed.length > 0) {
      updatedFields[pathOf(path)] = to;
      return;
    }
    if (to.length < from.length) truncatedArrays.push({ field: pathOf(path), newSize: to.length });
    for (const i of changed) compareValue(from[i], to[i], [...path, i]);
    for (let i = from.length; i < to.length; i += 1) {
      updatedFields[pathOf([...path, i])] = to[i];
    }
  };
  compare(before, after, []);
  return { updatedFields, removedFields, truncatedArrays, disambiguatedPaths };
}
