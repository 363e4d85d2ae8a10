import { HttpUrl, lineOfText, Money } from '@trastienda/base';
import { z } from 'zod';
import { Sku } from '../primitives/codes.ts';
import { MAX_OPTIONS } from './product-parts.ts';

/**
 * Plain fields of a variant, each declared once, as `ProductFields` declares those of a product.
 * Quantities are in `VariantInventory`.
 */
export const VariantFields = z.object({
  sku: Sku,
  /** One value for each of the product's `optionNames`, in the same order. */
  optionValues: z.array(lineOfText(255)).max(MAX_OPTIONS).default([]),
  price: Money,
  /** Price before a reduction, for display. */
  compareAtPrice: Money.nullable().default(null),
  barcode: lineOfText(255).nullable().default(null),
  weightGrams: z.number().min(0).max(1_000_000_000).nullable().default(null),
  requiresShipping: z.boolean().default(true),
  isTaxable: z.boolean().default(true),
  imageUrl: HttpUrl.nullable().default(null),
});
export type VariantFields = z.infer<typeof VariantFields>;
