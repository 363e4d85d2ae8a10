import { isDocument, numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { typeName } from '../language/index.ts';
import { badValue, mongoError, typeMismatch } from '../mongo-error.ts';

function wrongType(field: string, value: unknown, expected: string): never {
  throw typeMismatch(
    `BSON field '${field}' is the wrong type '${typeName(value)}', expected type '${expected}'`,
  );
}

/** A string that must be there. */
export function requireString(command: Document, field: string): string {
  const value = command[field];
  if (value === undefined || value === null) {
    throw mongoError(40414, `BSON field '${field}' is missing but a required field`);
  }
  return typeof value === 'string' ? value : wrongType(field, value, 'string');
}

/** Null stands for an absent field, here and in the others. */
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

/** A document that must be there. */
export function requireDocument(holder: Document, field: string, where: string): Document {
  const value = holder[field];
  if (value === undefined || value === null) {
    throw mongoError(40414, `BSON field '${where}.${field}' is missing but a required field`);
  }
  return isDocument(value) ? value : wrongType(`${where}.${field}`, value, 'object');
}

/** An array that must be there. */
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

/** Booleans, and numbers as MongoDB's "safe bool" takes them. */
export function flag(command: Document, field: string, fallback = false): boolean {
  const value = command[field];
  if (value === undefined || value === null) return fallback;
  if (typeof value === 'boolean') return value;
  const number = numberOf(value);
  return number === undefined ? wrongType(field, value, 'bool') : number !== 0;
}

/** A whole number of at least 0; 51024 or 2 otherwise. */
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

/** Each element as a document; 14 otherwise. */
export function documentsOf(values: readonly unknown[], field: string): Document[] {
  return values.map((value, index) =>
    isDocument(value) ? value : wrongType(`${field}.${index}`, value, 'object'),
  );
}
