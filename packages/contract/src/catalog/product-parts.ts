import { HttpUrl, lineOfText } from '@trastienda/base';
import { z } from 'zod';

export const MAX_OPTIONS = 3;
export const MAX_VARIANTS = 2048;
export const MAX_IMAGES = 250;
export const MAX_TAGS = 250;

/** Draft: not shown yet. Active: for sale. Archived: kept for old orders, not shown. */
export const ProductStatus = z.enum(['draft', 'active', 'archived']);
export type ProductStatus = z.infer<typeof ProductStatus>;

/** Image of a product as staff set it: the URL of an uploaded image, or of one at another site. */
export const ProductImageInput = z.object({ url: HttpUrl, alt: lineOfText(512).nullable() });
export type ProductImageInput = z.infer<typeof ProductImageInput>;

/** Versions of an image in one format, as the attributes of a `<source>` in a `<picture>`. */
export const ImageSource = z.object({
  /** Media type, such as `image/webp`. */
  type: z.string(),
  /** URLs with their widths: `https://…/320.webp 320w, https://…/640.webp 640w`. */
  srcset: z.string(),
});
export type ImageSource = z.infer<typeof ImageSource>;

/**
 * A product's image as views have it. Size and versions are those of an uploaded image: an image at
 * another site has neither.
 */
export const ProductImage = ProductImageInput.extend({
  /** Pixels of `url`: with both, a page reserves the space before the image has loaded. */
  width: z.int().exactOptional(),
  height: z.int().exactOptional(),
  /** Smaller files than `url`, for browsers that read their format. */
  sources: z.array(ImageSource).exactOptional(),
});
export type ProductImage = z.infer<typeof ProductImage>;

/** Title and description for search engines, where they differ from the product's own. */
export const Seo = z.object({
  title: lineOfText(255).nullable(),
  description: lineOfText(5000).nullable(),
});
export type Seo = z.infer<typeof Seo>;

/**
 * Inventory of a variant. `deny` stops selling at zero, `continue` accepts orders below it; an
 * untracked variant is always in stock.
 */
export const VariantInventory = z.object({
  isTracked: z.boolean(),
  /**
   * When read: the available quantity, that is on hand and not reserved by a checkout. When
   * written: the opening quantity of a new SKU, at least 0 unless it is tracked and its policy is
   * `continue`. An existing SKU keeps its stock, which `admin.stock.receive` and `admin.stock.adjust` change.
   */
  quantity: z.int().min(-1_000_000_000).max(1_000_000_000),
  policy: z.enum(['deny', 'continue']),
});
export type VariantInventory = z.infer<typeof VariantInventory>;

/** Returns whether a customer can buy at least one unit. */
export function isVariantInStock(inventory: VariantInventory): boolean {
  return !inventory.isTracked || inventory.policy === 'continue' || inventory.quantity > 0;
}
