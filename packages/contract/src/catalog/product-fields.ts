import { htmlText, lineOfText, Slug } from '@trastienda/base';
import { z } from 'zod';
import {
  MAX_IMAGES,
  MAX_OPTIONS,
  MAX_TAGS,
  ProductImageInput,
  ProductStatus,
  Seo,
} from './product-parts.ts';

// Each plain field of a product is declared here, once, in the group that says who sees it. The input
// of `admin.products.create` is made of these schemas as they are, the changes of `admin.products.update` and the
// views of the same schemas without their defaults. A default also stands in for a field that a
// stored document lacks because it is older than the field.

/** The fields that everyone sees, in lists too. */
export const ListedFields = z.object({
  slug: Slug,
  title: lineOfText(255),
  vendor: lineOfText(255).nullable().default(null),
  productType: lineOfText(255).nullable().default(null),
  tags: z.array(lineOfText(255)).max(MAX_TAGS).default([]),
});

/** The fields that everyone sees on the product itself, not in lists. */
export const DetailFields = z.object({
  /** Sanitized before it is stored: safe to put into a page as it is. */
  descriptionHtml: htmlText(512 * 1024).default(''),
  seo: Seo.default({ title: null, description: null }),
  images: z.array(ProductImageInput).max(MAX_IMAGES).default([]),
  /** Up to three, as `['Size', 'Color']`; empty for a product with a single variant. */
  optionNames: z.array(lineOfText(255)).max(MAX_OPTIONS).default([]),
});

/** The fields that only staff see, in lists too. */
export const InternalFields = z.object({
  status: ProductStatus.default('draft'),
});

/** The fields that lists show, to visitors or to staff. */
export const SummaryFields = z.object({ ...ListedFields.shape, ...InternalFields.shape });
export type SummaryFields = z.infer<typeof SummaryFields>;

/** Every plain field of a product. */
export const ProductFields = z.object({
  ...ListedFields.shape,
  ...DetailFields.shape,
  ...InternalFields.shape,
});
export type ProductFields = z.infer<typeof ProductFields>;
