import { z } from 'zod';
import { Id, Slug, Timestamp } from '../primitives/identifiers.ts';
import { Money } from '../primitives/money.ts';
import { pageOf } from '../primitives/page.ts';
import {
  ProductImage,
  ProductStatus,
  Seo,
  VariantFields,
  VariantInventory,
} from './product-parts.ts';

/** A variant as visitors see it. */
export const VariantView = VariantFields.extend({ isInStock: z.boolean() });
export type VariantView = z.infer<typeof VariantView>;

/** A variant as staff see it. */
export const StaffVariantView = VariantView.extend({ inventory: VariantInventory });
export type StaffVariantView = z.infer<typeof StaffVariantView>;

const PriceRange = z.object({ min: Money, max: Money });

/** A product in a list. */
export const ProductSummary = z.object({
  id: Id,
  slug: Slug,
  title: z.string(),
  vendor: z.string().nullable(),
  productType: z.string().nullable(),
  tags: z.array(z.string()),
  image: ProductImage.nullable(),
  /** Lowest and highest price of its variants. */
  priceRange: PriceRange,
  isInStock: z.boolean(),
});
export type ProductSummary = z.infer<typeof ProductSummary>;

/** A product in a list of staff. */
export const StaffProductSummary = ProductSummary.extend({
  status: ProductStatus,
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
  /** Sanitised: safe to put into a page as it is. */
  descriptionHtml: z.string(),
  seo: Seo,
  images: z.array(ProductImage),
  /** Up to three, as `['Size', 'Colour']`; empty for a product with a single variant. */
  optionNames: z.array(z.string()),
  variants: z.array(VariantView),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type ProductView = z.infer<typeof ProductView>;

/** A whole product as staff see it. */
export const StaffProductView = ProductView.extend({
  status: ProductStatus,
  /** Counts the changes; `catalog.update` sends it back so that no change is overwritten unseen. */
  revision: z.int(),
  /** The handle that the product was imported with; without one, imports find it by its slug. */
  sourceHandle: z.string().optional(),
  variants: z.array(StaffVariantView),
});
export type StaffProductView = z.infer<typeof StaffProductView>;
