import type { Document } from '../../bson/document.ts';
import { compareValues } from './compare.ts';
import { fieldsOf, isObject, typeNumber } from './value-type.ts';

/** True when two values have the same bytes: same types, same fields in the same order. */
export function isIdentical(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeNumber(a) !== typeNumber(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((element, i) => isIdentical(element, b[i]));
  }
  if (isObject(a) && isObject(b)) return isIdenticalDocument(fieldsOf(a), fieldsOf(b));
  // The text distinguishes 5.0 from 5.00 and 0 from -0; the comparison does not.
  return compareValues(a, b) === 0 && isSameText(a, b);
}

function isSameText(a: unknown, b: unknown): boolean {
  const type = typeNumber(a);
  if (type === 19) return String(a) === String(b);
  return type !== 1 || Object.is(Number(a), Number(b));
}

function isIdenticalDocument(a: Document, b: Document): boolean {
  const namesA = Object.keys(a);
  const namesB = Object.keys(b);
  if (namesA.length !== namesB.length) return false;
  return namesA.every((name, i) => name === namesB[i] && isIdentical(a[name], b[name]));
}
