import { canonicalText, codeSchema } from '@trastienda/base';
import type { z } from 'zod';

/** Returns the canonical spelling of a SKU, which is stored and compared. Case matters. */
export const normalizeSku: (text: string) => string = canonicalText;

/** Returns the canonical spelling of a discount code, which is stored and compared: in capitals. */
export function normalizeDiscountCode(text: string): string {
  // Capitals of composed letters may be decomposed.
  return canonicalText(canonicalText(text).toUpperCase());
}

/** Stock keeping unit: the key of stock, unique in the shop. Parsed to its canonical spelling. */
export const Sku = codeSchema(255, normalizeSku);
export type Sku = z.infer<typeof Sku>;

/** Discount code as a buyer types it; parsed to its canonical spelling. */
export const DiscountCode = codeSchema(64, normalizeDiscountCode);
export type DiscountCode = z.infer<typeof DiscountCode>;
