import { isDocument, numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { typeName } from '../language/index.ts';
import { badValue, mongoError, typeMismatch } from '../mongo-error.ts';

function wrongType(field: string, value: unknown, expected: string): never {
  throw typeMismatch(
    `BSON field '${field}' is the wrong type '${typeName(value)}', expected type '${expected}'`,
  );
}

/** Returns a required string. */
export function requireString(command: Document, field: string): string {
  const value = command[field];
  if (value === undefined || value === null) {
    throw mongoError(40414, `BSON field '${field}' is missing but a required field`);
  }
  return typeof value === 'string' ? value : wrongType(field, value, 'string');
}

/** Returns an optional string. Null counts as absent, here and in the other functions. */
export function optionalString(command: Document, field: string): string | undefined {
  const value = command[field];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : wrongType(field, value, 'string');
}

export function optionalDocument(command: Document, field: string): Document | undefined {
  const value = command[field];
  if (value === undefined || value === null) return undefined;
  return isDocument(value) ? value : wrongType(field, value, 'object');
}

/** Returns a required document. */
export function requireDocument(holder: Document, field: string, where: string): Document {
  const value = holder[field];
  if (value === undefined || value === null) {
    throw mongoError(40414, `BSON field '${where}.${field}' is missing but a required field`);
  }
  return isDocument(value) ? value : wrongType(`${where}.${field}`, value, 'object');
}

/** Returns a required array. */
export function requireArray(command: Document, field: string): unknown[] {
  const value = command[field];
  if (value === undefined || value === null) {
    throw mongoError(40414, `BSON field '${field}' is missing but a required field`);
  }
  return Array.isArray(value) ? value : wrongType(field, value, 'array');
}

export function optionalArray(command: Document, field: string): unknown[] | undefined {
  const value = command[field];
  return value === undefined || value === null ? undefined : requireArray(command, field);
}

/** Returns a boolean, or a number as MongoDB's "safe bool" accepts it. */
export function flag(command: Document, field: string, fallback = false): boolean {
  const value = command[field];
  if (value === undefined || value === null) return fallback;
  if (typeof value === 'boolean') return value;
  const number = numberOf(value);
  return number === undefined ? wrongType(field, value, 'bool') : number !== 0;
}

/**
 * Returns an optional non-negative integer.
 *
 * @throws {MongoError} 51024 or 2 for anything else.
 */
export function optionalCount(command: Document, field: string): number | undefined {
  const value = command[field];
  if (value === undefined || value === null) return undefined;
  const number = numberOf(value);
  if (number === undefined) return wrongType(field, value, 'number');
  if (number < 0) {
    throw mongoError(
      51024,
      `BSON field '${field}' value must be >= 0, actual value '${Math.trunc(number)}'`,
    );
  }
  if (!Number.isFinite(number)) throw badValue(`'${field}' has to be a finite number`);
  return Math.trunc(number);
}

/**
 * Returns each element as a document.
 *
 * @throws {MongoError} 14 when one is not a document.
 */
export function documentsOf(values: readonly unknown[], field: string): Document[] {
  return values.map((value, index) =>
    isDocument(value) ? value : wrongType(`${field}.${index}`, value, 'object'),
  );
}
