import { z } from 'zod';
import { Sku } from '../primitives/codes.ts';
import { Id, Slug } from '../primitives/identifiers.ts';
import { htmlText, lineOfText } from '../primitives/text.ts';
import {
  MAX_IMAGES,
  MAX_OPTIONS,
  MAX_TAGS,
  MAX_VARIANTS,
  ProductImage,
  ProductStatus,
  Seo,
  VariantFields,
  VariantInventory,
} from './product-parts.ts';

export const VariantInput = VariantFields.extend({
  sku: Sku,
  optionValues: VariantFields.shape.optionValues.default([]),
  compareAtPrice: VariantFields.shape.compareAtPrice.default(null),
  barcode: VariantFields.shape.barcode.default(null),
  weightGrams: VariantFields.shape.weightGrams.default(null),
  requiresShipping: z.boolean().default(true),
  isTaxable: z.boolean().default(true),
  imageUrl: VariantFields.shape.imageUrl.default(null),
  inventory: VariantInventory.default({ isTracked: false, quantity: 0, policy: 'deny' }),
});
export type VariantInput = z.output<typeof VariantInput>;

const Tags = z.array(lineOfText(255)).max(MAX_TAGS);
const Variants = z.array(VariantInput).min(1).max(MAX_VARIANTS);

const ProductFields = z.object({
  slug: Slug,
  title: lineOfText(255),
  /** Sanitised before it is stored. */
  descriptionHtml: htmlText(512 * 1024).default(''),
  status: ProductStatus.default('draft'),
  vendor: lineOfText(255).nullable().default(null),
  productType: lineOfText(255).nullable().default(null),
  tags: Tags.default([]),
  seo: Seo.default({ title: null, description: null }),
  images: z.array(ProductImage).max(MAX_IMAGES).default([]),
  optionNames: z.array(lineOfText(255)).max(MAX_OPTIONS).default([]),
  variants: Variants,
});

interface VariantRules {
  readonly optionNames: readonly string[];
  readonly variants: readonly Pick<
    VariantInput,
    'sku' | 'optionValues' | 'price' | 'compareAtPrice'
  >[];
}

/** The rules that hold between the parts of a product. */
function checkVariants(
  product: VariantRules,
  context: z.RefinementCtx,
  prefix: readonly string[] = [],
): void {
  const skus = new Set<string>();
  const combinations = new Set<string>();
  const currency = product.variants[0]?.price.currency;
  const report = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path: [...prefix, ...path], message });

  if (new Set(product.optionNames).size < product.optionNames.length) {
    report(['optionNames'], 'an option is named twice');
  }
  product.variants.forEach((variant, index) => {
    const at = (field: string) => ['variants', index, field];
    if (skus.has(variant.sku)) report(at('sku'), 'another variant of this product has this SKU');
    skus.add(variant.sku);
    if (variant.optionValues.length !== product.optionNames.length) {
      report(at('optionValues'), 'needs one value for each of optionNames');
    }
    const combination = JSON.stringify(variant.optionValues);
    if (combinations.has(combination)) {
      report(at('optionValues'), 'another variant has the same option values');
    }
    combinations.add(combination);
    const currencies = [variant.price.currency, variant.compareAtPrice?.currency ?? currency];
    if (currencies.some((code) => code !== currency)) {
      report(at('price'), 'all prices of a product must have one currency');
    }
  });
}

export const CreateProductInput = ProductFields.superRefine((product, context) =>
  checkVariants(product, context),
);
/** A product to be created, after its defaults were filled in. */
export type CreateProductInput = z.output<typeof CreateProductInput>;

const ProductChanges = z.object({
  slug: ProductFields.shape.slug,
  title: ProductFields.shape.title,
  descriptionHtml: htmlText(512 * 1024),
  status: ProductStatus,
  vendor: lineOfText(255).nullable(),
  productType: lineOfText(255).nullable(),
  tags: Tags,
  seo: Seo,
  images: z.array(ProductImage).max(MAX_IMAGES),
  optionNames: z.array(lineOfText(255)).max(MAX_OPTIONS),
  variants: Variants,
});

export const UpdateProductInput = z
  .object({
    id: Id,
    /** The revision that was read; the update is refused when the product has changed since. */
    revision: z.int().min(1),
    /**
     * Only what is named changes; `optionNames` and `variants` are replaced together. How many
     * there are of a variant is not changed here, see `VariantInventory`.
     */
    changes: ProductChanges.partial(),
  })
  .superRefine(({ changes }, context) => {
    const { optionNames, variants } = changes;
    if (optionNames === undefined && variants === undefined) return;
    if (optionNames === undefined || variants === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['changes', optionNames === undefined ? 'optionNames' : 'variants'],
        message: 'optionNames and variants change together',
      });
      return;
    }
    checkVariants({ optionNames, variants }, context, ['changes']);
  });
export type UpdateProductInput = z.output<typeof UpdateProductInput>;

export const ArchiveProductInput = z.object({ id: Id });
export type ArchiveProductInput = z.output<typeof ArchiveProductInput>;
