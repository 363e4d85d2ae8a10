import type { Document } from '../../bson/document.ts';

/**
 * Returns a field of a document, or `undefined`. Inherited properties (`constructor`, `__proto__`,
 * …) are not fields.
 */
export function getField(doc: Document, name: string): unknown {
  const value = doc[name];
  if (value === undefined) return undefined;
  if (typeof value === 'function' || name === '__proto__') {
    return Object.hasOwn(doc, name) && typeof value !== 'function' ? value : undefined;
  }
  return value;
}

/** Sets a field of a document in place. `__proto__` becomes an ordinary field. */
export function setField(doc: Document, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(doc, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    doc[name] = value;
  }
}

/** True for the parts of a DBRef, the only `$` names allowed in every path. */
export function isDBRefField(name: string): boolean {
  return name === '$id' || name === '$ref' || name === '$db';
}

/** True for `0`, `1`, `12`, …: a path component that can be an array position. */
export function isArrayIndex(component: string): boolean {
  const first = component.charCodeAt(0);
  if (!(first >= 48 && first <= 57)) return false;
  return /^(?:0|[1-9]\d{0,9})$/.test(component);
}
