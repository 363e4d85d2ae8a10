import { pickFields } from '@trastienda/base';
import {
  isVariantInStock,
  ProductFields,
  type ProductImage,
  type ProductImageInput,
  type StaffProductSummary,
  type StaffProductView,
} from '@trastienda/shop-contract';
import type { ProductState, ProductSummaryState } from '@trastienda/shop-db';
import type { ImageFacts } from '../media/image-library.ts';

/** Returns what views say about the image at a stored URL. */
export type DescribeImage = (stored: string) => ImageFacts;

const PLAIN: DescribeImage = (url) => ({ url });

const toImage = ({ url, alt }: ProductImageInput, describe: DescribeImage): ProductImage => ({
  ...describe(url),
  alt,
});

/** Returns the stored URLs of the images that the view of a product shows. */
export function imageUrlsOf({
  images,
  variants,
}: Pick<ProductState, 'images' | 'variants'>): string[] {
  return [
    ...images.map(({ url }) => url),
    ...variants.flatMap(({ imageUrl }) => (imageUrl === null ? [] : [imageUrl])),
  ];
}

/** Builds a product of a list for staff; visitors see a part of it. */
export function toProductSummary(
  product: ProductSummaryState,
  describe: DescribeImage = PLAIN,
): StaffProductSummary {
  const { currency, minPrice, maxPrice, updatedAt, image, ...shown } = product;
  return {
    ...shown,
    image: image && toImage(image, describe),
    priceRange: {
      min: { amount: minPrice, currency },
      max: { amount: maxPrice, currency },
    },
    updatedAt: updatedAt.toISOString(),
  };
}

/** Builds a product for staff; in stock or not by its inventory. */
export function toProductView(
  product: ProductState,
  describe: DescribeImage = PLAIN,
): StaffProductView {
  const [first, ...others] = product.variants.map(({ price }) => price);
  if (first === undefined) throw new RangeError('A product needs at least one variant.');
  const variants = product.variants.map((variant) => ({
    ...variant,
    imageUrl: variant.imageUrl === null ? null : describe(variant.imageUrl).url,
    isInStock: isVariantInStock(variant.inventory),
  }));
  return {
    id: product.id,
    ...pickFields(ProductFields.shape, product),
    images: product.images.map((image) => toImage(image, describe)),
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
