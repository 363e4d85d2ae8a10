import { type CurrencyCode, type Money, parseMoney } from '@trastienda/contract';
import type { Field } from '../../base/csv/columns.ts';
import type { Problems } from './problems.ts';
import type { ProductRow } from './product-row.ts';

/** What reading a row needs: who says what is wrong, and in which currency prices are. */
export interface ReadContext {
  readonly currency: CurrencyCode;
  readonly problems: Problems;
}

/** Text of one line. Shopify's forms let line breaks and tabs into it: they become spaces. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\t]\s*/g, ' ');
}

/** `true` or `false` in any case; the fallback where the cell is empty or says something else. */
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

/** A whole number, or null where the cell is empty or holds something else. `5.0` is 5. */
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

/** A weight in grams, or null where the cell is empty or holds something else. */
export function readGrams(row: ProductRow, { problems }: ReadContext): number | null {
  const text = row.cells.get('grams');
  if (text === undefined) return null;
  if (/^\d{1,15}(?:\.\d*)?$/.test(text)) return Number(text);
  problems.addCell(row, 'grams', 'is not a weight in grams');
  return null;
}

/** The price of a variant; null where the cell is empty or holds something else. */
export function readPrice(row: ProductRow, context: ReadContext): Money | null {
  return readAmount(row, 'price', context) ?? null;
}

/** The price before a reduction; null where there is none, which some exports write as zero. */
export function readCompareAtPrice(row: ProductRow, context: ReadContext): Money | null {
  const price = readAmount(row, 'compareAtPrice', context);
  return price === undefined || price === null || price.amount === 0 ? null : price;
}

/** An amount of money; undefined where the cell is empty, null where it holds something else. */
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

/** The URL of an image; null where the cell is empty. Whether it is one is not checked. */
export function readImageUrl(row: ProductRow, field: 'image' | 'variantImage'): string | null {
  const text = row.cells.get(field);
  if (text === undefined) return null;
  // A URL without a scheme takes that of the page that shows the image: no shop is on plain http.
  return text.startsWith('//') ? `https:${text}` : text;
}
