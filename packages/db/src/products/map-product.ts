import { isVariantInStock, type VariantInput } from '@trastienda/contract';
import { Types } from 'mongoose';
import { listingOf } from './listing.ts';
import type {
  ProductDocument,
  ProductState,
  ProductSummaryState,
  StoredProduct,
  VariantDocument,
} from './product-document.ts';

/** What of a document its summary is made of. */
export const SUMMARY_PROJECTION = {
  slug: 1,
  title: 1,
  vendor: 1,
  productType: 1,
  tags: 1,
  images: { $slice: 1 },
  currency: 1,
  'listing.price': 1,
  maxPrice: 1,
  isInStock: 1,
  status: 1,
  revision: 1,
  updatedAt: 1,
} as const;

export type SummaryDocument = Pick<
  ProductDocument,
  | '_id'
  | 'slug'
  | 'title'
  | 'vendor'
  | 'productType'
  | 'tags'
  | 'images'
  | 'currency'
  | 'maxPrice'
  | 'isInStock'
  | 'status'
  | 'revision'
  | 'updatedAt'
> & { listing: Pick<ProductDocument['listing'], 'price'> };

export function toSummary(document: SummaryDocument): ProductSummaryState {
  return {
    id: document._id.toHexString(),
    slug: document.slug,
    title: document.title,
    vendor: document.vendor,
    productType: document.productType,
    tags: document.tags,
    image: document.images[0] ?? null,
    currency: document.currency,
    minPrice: document.listing.price,
    maxPrice: document.maxPrice,
    isInStock: document.isInStock,
    status: document.status,
    revision: document.revision,
    updatedAt: document.updatedAt,
  };
}

export function toState(document: ProductDocument): StoredProduct {
  const { _id, variants, currency, maxPrice: _, listing: __, ...product } = document;
  return {
    id: _id.toHexString(),
    ...product,
    variants: variants.map((variant) => ({
      ...variant,
      price: { amount: variant.price, currency },
      compareAtPrice:
        variant.compareAtPrice === null ? null : { amount: variant.compareAtPrice, currency },
    })),
  };
}

function toVariantDocument(variant: VariantInput): VariantDocument {
  return {
    sku: variant.sku,
    optionValues: variant.optionValues,
    price: variant.price.amount,
    compareAtPrice: variant.compareAtPrice?.amount ?? null,
    barcode: variant.barcode,
    weightGrams: variant.weightGrams,
    requiresShipping: variant.requiresShipping,
    isTaxable: variant.isTaxable,
    imageUrl: variant.imageUrl,
    inventory: variant.inventory,
  };
}

/** The document of a product, with everything that lists need derived anew. */
export function toDocument(state: ProductState): ProductDocument {
  const [first] = state.variants;
  if (first === undefined) throw new RangeError('A product needs at least one variant.');
  const prices = state.variants.map((variant) => variant.price.amount);
  const isInStock = state.variants.some((variant) => isVariantInStock(variant.inventory));
  const minPrice = Math.min(...prices);
  return {
    _id: new Types.ObjectId(state.id),
    slug: state.slug,
    ...(state.sourceHandle !== undefined && { sourceHandle: state.sourceHandle }),
    status: state.status,
    title: state.title,
    descriptionHtml: state.descriptionHtml,
    vendor: state.vendor,
    productType: state.productType,
    tags: state.tags,
    seo: state.seo,
    images: state.images,
    optionNames: state.optionNames,
    variants: state.variants.map(toVariantDocument),
    currency: first.price.currency,
    maxPrice: Math.max(...prices),
    isInStock,
    revision: state.revision,
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    listing: listingOf({ ...state, isInStock, minPrice }),
  };
}
