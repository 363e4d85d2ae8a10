import { z } from 'zod';
import { lineOfText, MAX_UNNORMALIZED } from './text.ts';

/** Joiners, marks of direction, soft hyphens: nobody sees them, and two codes would look the same. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const SPACES = /[\s\u0085]+/gu;
const BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]/u;

/** Text in one spelling: composed (NFC), without invisible characters, trimmed, breaks of lines as spaces. */
function oneSpelling(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(SPACES, (run) => (BREAK.test(run) ? ' ' : run))
    .trim();
}

/** The one spelling of a SKU: what is stored, and what SKUs are compared by. Case counts. */
export function normalizeSku(text: string): string {
  return oneSpelling(text);
}

/** The one spelling of a discount code: what is stored, and what codes are compared by. In capitals. */
export function normalizeDiscountCode(text: string): string {
  // Capitals of composed letters may be decomposed ones.
  return oneSpelling(oneSpelling(text).toUpperCase());
}

/** A line of up to `max` UTF-16 units in one spelling. */
function codeOf(max: number, normalize: (text: string) => string) {
  return z
    .string()
    .max(MAX_UNNORMALIZED, { abort: true, error: `must have at most ${max} characters` })
    .overwrite(normalize)
    .pipe(lineOfText(max));
}

/** Stock keeping unit: what stock is counted by, unique in the shop. Parsed to its one spelling. */
export const Sku = codeOf(255, normalizeSku);
export type Sku = z.infer<typeof Sku>;

/** A discount code as a buyer types it; parsed to its one spelling. */
export const DiscountCode = codeOf(64, normalizeDiscountCode);
export type DiscountCode = z.infer<typeof DiscountCode>;
