import { type CurrencyCode, type Money, parseMoney } from '@trastienda/base';
import type { Field } from '../../base/csv/columns.ts';
import type { Problems } from './problems.ts';
import type { ProductRow } from './product-row.ts';

/** Currency of prices and collector of problems for reading a row. */
export interface ReadContext {
  readonly currency: CurrencyCode;
  readonly problems: Problems;
}

/** Returns text as one line. Shopify's forms accept line breaks and tabs; they become spaces. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\t]\s*/g, ' ');
}

/** Parses `true` or `false` in any case; returns the fallback when the cell is empty or invalid. */
export function readBoolean(
  row: ProductRow,
  field: Field,
  fallback: boolean,
  { problems }: ReadContext,
): boolean {
  const text = row.cells.get(field)?.toLowerCase();
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text !== undefined) problems.addCell(row, field, 'is neither true nor false');
  return fallback;
}

/** Parses a whole number; null when the cell is empty or invalid. `5.0` is 5. */
export function readInteger(
  row: ProductRow,
  field: Field,
  { problems }: ReadContext,
): number | null {
  const text = row.cells.get(field);
  if (text === undefined) return null;
  if (/^[+-]?\d{1,15}(?:\.0*)?$/.test(text)) return Number(text);
  problems.addCell(row, field, 'is not a whole number');
  return null;
}

/** Parses a weight in grams; null when the cell is empty or invalid. */
export function readGrams(row: ProductRow, { problems }: ReadContext): number | null {
  const text = row.cells.get('grams');
  if (text === undefined) return null;
  if (/^\d{1,15}(?:\.\d*)?$/.test(text)) return Number(text);
  problems.addCell(row, 'grams', 'is not a weight in grams');
  return null;
}

/** Parses the price of a variant; null when the cell is empty or invalid. */
export function readPrice(row: ProductRow, context: ReadContext): Money | null {
  return readAmount(row, 'price', context) ?? null;
}

/**
 * Parses the price before a reduction; null when there is none, which some exports write as zero.
 */
export function readCompareAtPrice(row: ProductRow, context: ReadContext): Money | null {
  const price = readAmount(row, 'compareAtPrice', context);
  return price === undefined || price === null || price.amount === 0 ? null : price;
}

/** Parses an amount of money; undefined when the cell is empty, null when it is invalid. */
function readAmount(
  row: ProductRow,
  field: Field,
  { currency, problems }: ReadContext,
): Money | null | undefined {
  const text = row.cells.get(field);
  if (text === undefined) return undefined;
  const money = parseMoney(text, currency);
  if (money === null) problems.addCell(row, field, `is not an amount in ${currency}`);
  return money;
}

/** Returns the URL of an image; null when the cell is empty. Does not validate the URL. */
export function readImageUrl(row: ProductRow, field: 'image' | 'variantImage'): string | null {
  const text = row.cells.get(field);
  if (text === undefined) return null;
  // A URL without a scheme inherits the scheme of the page, and shops are on https.
  return text.startsWith('//') ? `https:${text}` : text;
}
