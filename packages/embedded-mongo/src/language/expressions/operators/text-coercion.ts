import { mongoError } from '../../../mongo-error.ts';
import {
  isNullish,
  isNumber,
  Rank,
  stringOf,
  typeName,
  typeRank,
} from '../../values/value-type.ts';

/** A date as the server writes it in text: ISO 8601 in UTC with milliseconds. */
export function isoText(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'Invalid date' : date.toISOString();
}

/** A number in text, without a fraction when it has none. */
export function numberText(value: unknown): string {
  return String(
    typeof value === 'object' && value !== null && 'value' in value ? value.value : value,
  );
}

/** Text of what string operators take: strings, numbers, dates; null is empty. Throws 16007. */
export function coerceToText(value: unknown): string {
  if (isNullish(value)) return '';
  const text = stringOf(value);
  if (text !== undefined) return text;
  if (isNumber(value)) return numberText(value);
  if (value instanceof Date) return isoText(value);
  if (typeRank(value) === Rank.timestamp) return String(value);
  throw mongoError(16007, `can't convert from BSON type ${typeName(value)} to String`);
}

/** Lower case of ASCII letters only, which is what `$toLower` promises. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Upper case of ASCII letters only, which is what `$toUpper` promises. */
export function asciiUpper(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
