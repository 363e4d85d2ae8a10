import {
  isVariantInStock,
  type StaffProductSummary,
  type StaffProductView,
  type VariantInput,
} from '@trastienda/contract';
import { Types } from 'mongoose';
import { listingOf } from './listing.ts';
import type { ProductDocument, VariantDocument } from './product-document.ts';

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

function sharedView(document: SummaryDocument) {
  const { currency } = document;
  return {
    id: document._id.toHexString(),
    slug: document.slug,
    title: document.title,
    vendor: document.vendor,
    productType: document.productType,
    tags: document.tags,
    priceRange: {
      min: { amount: document.listing.price, currency },
      max: { amount: document.maxPrice, currency },
    },
    isInStock: document.isInStock,
    status: document.status,
    revision: document.revision,
    updatedAt: document.updatedAt.toISOString(),
  };
}

export function toSummary(document: SummaryDocument): StaffProductSummary {
  return { ...sharedView(document), image: document.images[0] ?? null };
}

export function toView(document: ProductDocument): StaffProductView {
  const { currency } = document;
  return {
    ...sharedView(document),
    ...(document.sourceHandle !== undefined && { sourceHandle: document.sourceHandle }),
    descriptionHtml: document.descriptionHtml,
    seo: document.seo,
    images: document.images,
    optionNames: document.optionNames,
    variants: document.variants.map((variant) => ({
      ...variant,
      price: { amount: variant.price, currency },
      compareAtPrice:
        variant.compareAtPrice === null ? null : { amount: variant.compareAtPrice, currency },
      isInStock: isVariantInStock(variant.inventory),
    })),
    createdAt: document.createdAt.toISOString(),
  };
}

/** What a product is, without what follows from it. */
export type ProductState = Pick<
  StaffProductView,
  | 'id'
  | 'slug'
  | 'sourceHandle'
  | 'status'
  | 'title'
  | 'descriptionHtml'
  | 'vendor'
  | 'productType'
  | 'tags'
  | 'seo'
  | 'images'
  | 'optionNames'
  | 'revision'
  | 'createdAt'
  | 'updatedAt'
> & { readonly variants: readonly VariantInput[] };

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
  const createdAt = new Date(state.createdAt);
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
    createdAt,
    updatedAt: new Date(state.updatedAt),
    listing: listingOf({ ...state, isInStock, minPrice, createdAt }),
  };
}
