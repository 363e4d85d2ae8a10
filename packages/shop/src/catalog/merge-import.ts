import { isDeepStrictEqual } from 'node:util';
import type { StaffProductView, VariantInput } from '@trastienda/contract';
import type { ProductState } from '@trastienda/db';
import type { ImportedProduct } from '../shopify-csv/imported-product.ts';
import { makeSku } from '../shopify-csv/make-sku.ts';
import { sanitiseHtml } from './sanitise-html.ts';

type Content = Omit<ProductState, 'id' | 'revision' | 'createdAt' | 'updatedAt'>;

/**
 * Gives every variant a SKU. One that the file leaves open keeps the SKU that the shop has for the
 * same options; a new one gets one made of handle and options.
 */
function withSkus(imported: ImportedProduct, before: StaffProductView | null): VariantInput[] {
  const optionsOf = (variant: { optionValues: string[] }) => JSON.stringify(variant.optionValues);
  const known = new Map(before?.variants.map((variant) => [optionsOf(variant), variant.sku]));
  const taken = new Set(imported.variants.flatMap(({ sku }) => sku ?? []));
  const keep = (variant: { optionValues: string[] }): string | undefined => {
    const sku = known.get(optionsOf(variant));
    return sku === undefined || taken.has(sku) ? undefined : sku;
  };
  const kept = imported.variants.map((variant) => variant.sku ?? keep(variant));
  for (const sku of kept) if (sku !== undefined) taken.add(sku);
  return imported.variants.map((variant, index) => {
    const sku = kept[index] ?? makeSku(imported.slug, variant.optionValues, taken);
    taken.add(sku);
    return { ...variant, sku };
  });
}

/** What a product says, without when and how often it said it. */
function contentOf(product: Content): Content {
  return {
    slug: product.slug,
    status: product.status,
    title: product.title,
    descriptionHtml: product.descriptionHtml,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    seo: product.seo,
    images: product.images,
    optionNames: product.optionNames,
    variants: product.variants.map((variant) => ({
      sku: variant.sku,
      optionValues: variant.optionValues,
      price: variant.price,
      compareAtPrice: variant.compareAtPrice,
      barcode: variant.barcode,
      weightGrams: variant.weightGrams,
      requiresShipping: variant.requiresShipping,
      isTaxable: variant.isTaxable,
      imageUrl: variant.imageUrl,
      inventory: variant.inventory,
    })),
  };
}

/** What an imported product makes of the shop's; null when the shop has just that already. */
export function mergeImport(
  imported: ImportedProduct,
  before: StaffProductView | null,
  fresh: { readonly id: string; readonly now: string },
): ProductState | null {
  const content = contentOf({
    ...imported,
    descriptionHtml: sanitiseHtml(imported.descriptionHtml),
    variants: withSkus(imported, before),
  });
  if (before !== null && isDeepStrictEqual(contentOf(before), content)) return null;
  return {
    ...content,
    id: before?.id ?? fresh.id,
    revision: (before?.revision ?? 0) + 1,
    createdAt: before?.createdAt ?? fresh.now,
    updatedAt: fresh.now,
  };
}
