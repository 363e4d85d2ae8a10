import { pickFields } from '@trastienda/base';
import {
  isVariantInStock,
  ProductFields,
  type StaffProductSummary,
  type StaffProductView,
} from '@trastienda/shop-contract';
import type { ProductState, ProductSummaryState } from '@trastienda/shop-db';

/** Builds a product of a list for staff; visitors see a part of it. */
export function toProductSummary(product: ProductSummaryState): StaffProductSummary {
  const { currency, minPrice, maxPrice, updatedAt, ...shown } = product;
  return {
    ...shown,
    priceRange: {
      min: { amount: minPrice, currency },
      max: { amount: maxPrice, currency },
    },
    updatedAt: updatedAt.toISOString(),
  };
}

/** Builds a product for staff; in stock or not by its inventory. */
export function toProductView(product: ProductState): StaffProductView {
  const [first, ...others] = product.variants.map(({ price }) => price);
  if (first === undefined) throw new RangeError('A product needs at least one variant.');
  const variants = product.variants.map((variant) => ({
    ...variant,
    isInStock: isVariantInStock(variant.inventory),
  }));
  return {
    id: product.id,
    ...pickFields(ProductFields.shape, product),
    ...(product.sourceHandle !== undefined && { sourceHandle: product.sourceHandle }),
    variants,
    priceRange: {
      min: others.reduce((min, price) => (price.amount < min.amount ? price : min), first),
      max: others.reduce((max, price) => (price.amount > max.amount ? price : max), first),
    },
    isInStock: variants.some(({ isInStock }) => isInStock),
    revision: product.revision,
    createdAt: product.createdAt.toISOString(),
    updatedAt: product.updatedAt.toISOString(),
  };
}
