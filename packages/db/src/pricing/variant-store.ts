import { defineStore, type StoreContext } from '../connection/define-collection.ts';
import { MAX_READ_MS } from '../connection/max-read-ms.ts';
import type { ProductDocument, VariantDocument } from '../products/product-document.ts';
import { products } from '../products/product-store.ts';
import type { SellableVariant } from './pricing-states.ts';

/** Variants of the catalog for carts and checkouts. */
export interface VariantStore {
  /** Finds the variants of active products by SKU, in no particular order. Joins a transaction. */
  findSellable(skus: readonly string[]): Promise<SellableVariant[]>;
}

/** A product with only the requested variants. */
type FoundProduct = Pick<ProductDocument, '_id' | 'slug' | 'title' | 'currency' | 'images'> & {
  readonly variants: readonly VariantDocument[];
};

function toSellable(product: FoundProduct, variant: VariantDocument): SellableVariant {
  return {
    sku: variant.sku,
    productId: product._id.toHexString(),
    slug: product.slug,
    title: product.title,
    optionValues: variant.optionValues,
    imageUrl: variant.imageUrl ?? product.images[0]?.url ?? null,
    price: { amount: variant.price, currency: product.currency },
    weightGrams: variant.weightGrams,
    requiresShipping: variant.requiresShipping,
    isTaxable: variant.isTaxable,
  };
}

function createVariantStore({
  models: { products: model },
}: StoreContext<{ products: ProductDocument }>): VariantStore {
  return {
    async findSellable(skus) {
      if (skus.length === 0) return [];
      const found = await model
        .aggregate<FoundProduct>([
          { $match: { 'variants.sku': { $in: skus }, status: 'active' } },
          {
            $project: {
              slug: 1,
              title: 1,
              currency: 1,
              images: { $slice: ['$images', 1] },
              // A product may have thousands of variants. A SKU that starts with $ must not be read
              // as an expression.
              variants: {
                $filter: { input: '$variants', cond: { $in: ['$$this.sku', { $literal: skus }] } },
              },
            },
          },
        ])
        // The indexes that start with the status would read the whole catalog.
        .hint({ 'variants.sku': 1 })
        .option({ maxTimeMS: MAX_READ_MS });
      return found.flatMap((product) =>
        product.variants.map((variant) => toSellable(product, variant)),
      );
    },
  };
}

/** Reads of the collection `products`. */
export const variants = defineStore({ models: { products }, store: createVariantStore });
