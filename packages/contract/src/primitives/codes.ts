import { z } from 'zod';
import { lineOfText, MAX_UNNORMALIZED } from './text.ts';

/** Joiners, direction marks, soft hyphens: two codes that differ only in these look the same. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const SPACES = /[\s\u0085]+/gu;
const BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]/u;

/**
 * Returns text in canonical spelling: composed (NFC), trimmed, without invisible characters, line
 * breaks as spaces.
 */
function canonicalize(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(SPACES, (run) => (BREAK.test(run) ? ' ' : run))
    .trim();
}

/** Returns the canonical spelling of a SKU, which is stored and compared. Case matters. */
export function normalizeSku(text: string): string {
  return canonicalize(text);
}

/** Returns the canonical spelling of a discount code, which is stored and compared: in capitals. */
export function normalizeDiscountCode(text: string): string {
  // Capitals of composed letters may be decomposed.
  return canonicalize(canonicalize(text).toUpperCase());
}

/** A line of up to `max` UTF-16 units in canonical spelling. */
function codeSchema(max: number, normalize: (text: string) => string) {
  return z
    .string()
    .max(MAX_UNNORMALIZED, { abort: true, error: `must have at most ${max} characters` })
    .overwrite(normalize)
    .pipe(lineOfText(max));
}

/** Stock keeping unit: the key of stock, unique in the shop. Parsed to its canonical spelling. */
export const Sku = codeSchema(255, normalizeSku);
export type Sku = z.infer<typeof Sku>;

/** Discount code as a buyer types it; parsed to its canonical spelling. */
export const DiscountCode = codeSchema(64, normalizeDiscountCode);
export type DiscountCode = z.infer<typeof DiscountCode>;
