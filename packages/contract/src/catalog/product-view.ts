import { z } from 'zod';
import { viewShape, withoutDefaults } from '../primitives/derive-shape.ts';
import { Id, Slug, Timestamp } from '../primitives/identifiers.ts';
import { Money } from '../primitives/money.ts';
import { pageOf } from '../primitives/page.ts';
import { DetailFields, InternalFields, ListedFields } from './product-fields.ts';
import { ProductImage, VariantInventory } from './product-parts.ts';
import { VariantFields } from './variant-fields.ts';

/** A variant as visitors see it. */
export const VariantView = z.object({
  ...withoutDefaults(VariantFields.shape),
  sku: z.string(),
  isInStock: z.boolean(),
});
export type VariantView = z.infer<typeof VariantView>;

/** A variant as staff see it. */
export const StaffVariantView = VariantView.extend({ inventory: VariantInventory });
export type StaffVariantView = z.infer<typeof StaffVariantView>;

const PriceRange = z.object({ min: Money, max: Money });

/** A product in a list. */
export const ProductSummary = z.object({
  id: Id,
  ...viewShape(ListedFields.shape),
  slug: Slug,
  image: ProductImage.nullable(),
  /** Lowest and highest price of its variants. */
  priceRange: PriceRange,
  isInStock: z.boolean(),
});
export type ProductSummary = z.infer<typeof ProductSummary>;

/** A product in a list of staff. */
export const StaffProductSummary = ProductSummary.extend({
  ...viewShape(InternalFields.shape),
  revision: z.int(),
  updatedAt: Timestamp,
});
export type StaffProductSummary = z.infer<typeof StaffProductSummary>;

export const ProductPage = pageOf(ProductSummary);
export type ProductPage = z.infer<typeof ProductPage>;

export const StaffProductPage = pageOf(StaffProductSummary);
export type StaffProductPage = z.infer<typeof StaffProductPage>;

/** A whole product as visitors see it. */
export const ProductView = ProductSummary.omit({ image: true }).extend({
  ...viewShape(DetailFields.shape),
  variants: z.array(VariantView),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type ProductView = z.infer<typeof ProductView>;

/** A whole product as staff see it. */
export const StaffProductView = ProductView.extend({
  ...viewShape(InternalFields.shape),
  /** Counts the changes; `catalog.update` sends it back so that no change is overwritten unseen. */
  revision: z.int(),
  /** The handle that the product was imported with; without one, imports find it by its slug. */
  sourceHandle: z.string().optional(),
  variants: z.array(StaffVariantView),
});
export type StaffProductView = z.infer<typeof StaffProductView>;
