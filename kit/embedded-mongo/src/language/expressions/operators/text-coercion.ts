import { mongoError } from '../../../mongo-error.ts';
import {
  isNullish,
  isNumber,
  Rank,
  stringOf,
  typeName,
  typeRank,
} from '../../values/value-type.ts';

/** Formats a date as MongoDB does: ISO 8601 in UTC with milliseconds. */
export function isoText(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'Invalid date' : date.toISOString();
}

/** Formats a number, without a fraction when it has none. */
export function numberText(value: unknown): string {
  return String(
    typeof value === 'object' && value !== null && 'value' in value ? value.value : value,
  );
}

/**
 * Converts an argument of a string operator to text: strings, numbers, dates; null is empty.
 *
 * @throws {MongoError} 16007 for other values.
 */
export function coerceToText(value: unknown): string {
  if (isNullish(value)) return '';
  const text = stringOf(value);
  if (text !== undefined) return text;
  if (isNumber(value)) return numberText(value);
  if (value instanceof Date) return isoText(value);
  if (typeRank(value) === Rank.timestamp) return String(value);
  throw mongoError(16007, `can't convert from BSON type ${typeName(value)} to String`);
}

/** Lowercases ASCII letters only, like `$toLower`. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Uppercases ASCII letters only, like `$toUpper`. */
export function asciiUpper(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
