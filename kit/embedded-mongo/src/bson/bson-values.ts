import { Double, Int32, Long } from 'bson';
import type { Document } from './document.ts';

/**
 * Returns a BSON int, long or double as a JavaScript number, or `undefined` for any other value.
 */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  if (typeof value === 'bigint') return Number(value);
  return undefined;
}

/** True for an embedded document; false for arrays, dates and every other BSON type. */
export function isDocument(value: unknown): value is Document {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
