import { Id, withoutDefaults } from '@trastienda/base';
import { z } from 'zod';
import { ProductFields } from './product-fields.ts';
import { MAX_VARIANTS, VariantInventory } from './product-parts.ts';
import { VariantFields } from './variant-fields.ts';

export const VariantInput = VariantFields.extend({
  inventory: VariantInventory.default({ isTracked: false, quantity: 0, policy: 'deny' }),
});
export type VariantInput = z.output<typeof VariantInput>;

const Variants = z.array(VariantInput).min(1).max(MAX_VARIANTS);

interface VariantRules {
  readonly optionNames: readonly string[];
  readonly variants: readonly Pick<
    VariantInput,
    'sku' | 'optionValues' | 'price' | 'compareAtPrice'
  >[];
}

/** Checks the rules between the parts of a product. */
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

export const CreateProductInput = ProductFields.extend({ variants: Variants }).superRefine(
  (product, context) => checkVariants(product, context),
);
/** Input of `admin.products.create` after its defaults were filled in. */
export type CreateProductInput = z.output<typeof CreateProductInput>;

const ProductChanges = z
  .object({ ...withoutDefaults(ProductFields.shape), variants: Variants })
  .partial();

export const UpdateProductInput = z
  .object({
    id: Id,
    /** Revision that was read; the update is rejected if the product has changed since. */
    revision: z.int().min(1),
    /**
     * Changes only the fields that are present; `optionNames` and `variants` are replaced together.
     * Quantities are not changed here, see `VariantInventory`.
     */
    changes: ProductChanges,
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
