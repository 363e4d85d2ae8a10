import { Id, Money, pageOf, Slug, Timestamp, viewShape, withoutDefaults } from '@trastienda/base';
import { z } from 'zod';
import { DetailFields, InternalFields, ListedFields } from './product-fields.ts';
import { MAX_IMAGES, ProductImage, VariantInventory } from './product-parts.ts';
import { VariantFields } from './variant-fields.ts';

/** Variant as visitors see it. */
export const VariantView = z.object({
  ...withoutDefaults(VariantFields.shape),
  sku: z.string(),
  isInStock: z.boolean(),
});
export type VariantView = z.infer<typeof VariantView>;

/** Variant as staff see it. */
export const StaffVariantView = VariantView.extend({ inventory: VariantInventory });
export type StaffVariantView = z.infer<typeof StaffVariantView>;

const PriceRange = z.object({ min: Money, max: Money });

/** Product in a list. */
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

/** Product in a list for staff. */
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

/** Whole product as visitors see it. */
export const ProductView = ProductSummary.omit({ image: true }).extend({
  ...viewShape(DetailFields.shape),
  images: z.array(ProductImage).max(MAX_IMAGES),
  variants: z.array(VariantView),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type ProductView = z.infer<typeof ProductView>;

/** Whole product as staff see it. */
export const StaffProductView = ProductView.extend({
  ...viewShape(InternalFields.shape),
  /**
   * Number of changes. Send it back with `admin.products.update`, so that no concurrent change is
   * overwritten.
   */
  revision: z.int(),
  /** Handle in the import file; without one, imports find the product by its slug. */
  sourceHandle: z.string().exactOptional(),
  variants: z.array(StaffVariantView),
});
export type StaffProductView = z.infer<typeof StaffProductView>;
