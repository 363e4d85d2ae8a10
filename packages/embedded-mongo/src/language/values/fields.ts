import type { Document } from '../../bson/document.ts';

/**
 * A field of a document, `undefined` when it has none. What every JavaScript object inherits
 * (`constructor`, `__proto__`, …) is no field.
 */
export function getField(doc: Document, name: string): unknown {
  const value = doc[name];
  if (value === undefined) return undefined;
  if (typeof value === 'function' || name === '__proto__') {
    return Object.hasOwn(doc, name) && typeof value !== 'function' ? value : undefined;
  }
  return value;
}

/** Sets a field of a document that is ours to change; `__proto__` becomes a field like any other. */
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

/** True for the parts of a DBRef, the only names with `$` that paths may have everywhere. */
export function isDBRefField(name: string): boolean {
  return name === '$id' || name === '$ref' || name === '$db';
}

/** True for `0`, `1`, `12`, …: a path component that can be a place in an array. */
export function isArrayIndex(component: string): boolean {
  const first = component.charCodeAt(0);
  if (!(first >= 48 && first <= 57)) return false;
  return /^(?:0|[1-9]\d{0,9})$/.test(component);
}
