import { isDeepStrictEqual } from 'node:util';
import type { StaffProductView, VariantInput } from '@trastienda/contract';
import type { ProductState } from '@trastienda/db';
import type { FoundProduct, ImportedProduct } from '../shopify-csv/imported-product.ts';
import { makeSku } from '../shopify-csv/make-sku.ts';
import { sanitiseHtml } from './sanitise-html.ts';

type Content = Omit<ProductState, 'id' | 'revision' | 'createdAt' | 'updatedAt'>;

const optionsOf = (variant: { readonly optionValues: readonly string[] }) =>
  JSON.stringify(variant.optionValues);

/**
 * Gives every variant a SKU. One that the file leaves open keeps the SKU that the shop has for the
 * same options; a new one gets one made of handle and options, but none of `refused`.
 */
function withSkus(
  imported: ImportedProduct,
  before: StaffProductView | null,
  refused: ReadonlySet<string>,
): VariantInput[] {
  const known = new Map(before?.variants.map((variant) => [optionsOf(variant), variant.sku]));
  const stated = new Set(imported.variants.flatMap(({ sku }) => sku ?? []));
  const kept = imported.variants.map((variant) => {
    if (variant.sku !== null) return variant.sku;
    const sku = known.get(optionsOf(variant));
    return sku === undefined || stated.has(sku) ? undefined : sku;
  });
  const taken = new Set([...refused, ...kept.flatMap((sku) => sku ?? [])]);
  return imported.variants.map((variant, index) => {
    const sku = kept[index] ?? makeSku(imported.slug, variant.optionValues, taken);
    taken.add(sku);
    return { ...variant, sku };
  });
}

/** A SKU that the shop has keeps how many there are: the file's quantity is from another day. */
function keepQuantity(
  variant: VariantInput,
  bySku: ReadonlyMap<string, Pick<VariantInput, 'inventory'>>,
): VariantInput {
  const quantity = bySku.get(variant.sku)?.inventory.quantity;
  if (quantity === undefined) return variant;
  return { ...variant, inventory: { ...variant.inventory, quantity } };
}

/** Takes from `before` what the file has no column for, the rest from `after`. */
function keepUnstated<Part extends object, Name extends keyof Part>(
  after: Part,
  before: Pick<Part, Name> | undefined,
  unstated: ReadonlySet<Name>,
): Part {
  if (before === undefined) return after;
  const merged = { ...after };
  for (const name of unstated) merged[name] = before[name];
  return merged;
}

function contentAfter(
  { product, unstated, isStatusStated }: FoundProduct,
  before: StaffProductView | null,
  refusedSkus: ReadonlySet<string>,
): Content {
  const bySku = new Map(before?.variants.map((variant) => [variant.sku, variant]));
  const byOptions = new Map(before?.variants.map((variant) => [optionsOf(variant), variant]));
  const variants = withSkus(product, before, refusedSkus).map((variant) => {
    const known = bySku.get(variant.sku) ?? byOptions.get(optionsOf(variant));
    return keepQuantity(keepUnstated(variant, known, unstated.variant), bySku);
  });
  const content: Content = {
    ...product,
    descriptionHtml: sanitiseHtml(product.descriptionHtml),
    variants,
  };
  const merged = keepUnstated(content, before ?? undefined, unstated.product);
  // Whoever archived it meant it; `Published` alone is no word for bringing it back.
  const isKeptArchived = before?.status === 'archived' && !isStatusStated;
  return isKeptArchived ? { ...merged, status: 'archived' } : merged;
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

/** Why a product cannot take what the file says; null when it can. */
export function mergeObjection(
  { unstated }: FoundProduct,
  before: StaffProductView | null,
): string | null {
  const hasOptions = before !== null && before.optionNames.length > 0;
  return hasOptions && unstated.product.has('optionNames')
    ? 'the product has options in the shop, and the file has no columns for them'
    : null;
}

/**
 * What an imported product makes of the shop's; null when the shop has just that already. What the
 * file has no column for stays as it is, and so does how many there are of a known SKU. SKUs that it
 * makes are none of `refusedSkus`.
 */
export function mergeImport(
  source: FoundProduct,
  before: StaffProductView | null,
  fresh: { readonly id: string; readonly now: string },
  refusedSkus: ReadonlySet<string> = new Set(),
): ProductState | null {
  const content = contentOf(contentAfter(source, before, refusedSkus));
  if (before !== null && isDeepStrictEqual(contentOf(before), content)) return null;
  return {
    ...content,
    id: before?.id ?? fresh.id,
    revision: (before?.revision ?? 0) + 1,
    createdAt: before?.createdAt ?? fresh.now,
    updatedAt: fresh.now,
  };
}
