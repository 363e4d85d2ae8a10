import { fieldNames, pickFields, withDefaults } from '@trastienda/base';
import {
  isVariantInStock,
  ProductFields,
  SummaryFields,
  VariantInput,
} from '@trastienda/shop-contract';
import { Types } from 'mongoose';
import { listingOf } from './listing.ts';
import { mediaOf } from './media-of.ts';
import type {
  ProductDocument,
  ProductState,
  ProductSummaryState,
  StoredProduct,
  VariantDocument,
} from './product-document.ts';

/** Document fields that a summary is built from. */
export const SUMMARY_PROJECTION = {
  ...Object.fromEntries(fieldNames(SummaryFields.shape).map((name) => [name, 1 as const])),
  images: { $slice: 1 },
  currency: 1,
  'listing.price': 1,
  maxPrice: 1,
  isInStock: 1,
  revision: 1,
  updatedAt: 1,
} as const;

export type SummaryDocument = SummaryFields &
  Pick<
    ProductDocument,
    '_id' | 'images' | 'currency' | 'maxPrice' | 'isInStock' | 'revision' | 'updatedAt'
  > & { listing: Pick<ProductDocument['listing'], 'price'> };

export function toSummary(document: SummaryDocument): ProductSummaryState {
  return {
    id: document._id.toHexString(),
    ...pickFields(SummaryFields.shape, withDefaults(SummaryFields.shape, document)),
    image: document.images[0] ?? null,
    currency: document.currency,
    minPrice: document.listing.price,
    maxPrice: document.maxPrice,
    isInStock: document.isInStock,
    revision: document.revision,
    updatedAt: document.updatedAt,
  };
}

function toVariant(document: VariantDocument, currency: string): VariantInput {
  const variant = withDefaults(VariantInput.shape, document);
  const { price, compareAtPrice } = variant;
  return {
    ...variant,
    price: { amount: price, currency },
    compareAtPrice: compareAtPrice === null ? null : { amount: compareAtPrice, currency },
  };
}

export function toState(document: ProductDocument): StoredProduct {
  const { _id, variants, currency, maxPrice: _, media: __, listing: ___, ...product } = document;
  return {
    id: _id.toHexString(),
    ...withDefaults(ProductFields.shape, product),
    eventSequence: product.eventSequence ?? 0,
    variants: variants.map((variant) => toVariant(variant, currency)),
  };
}

function toVariantDocument(variant: VariantInput): VariantDocument {
  return {
    ...pickFields(VariantInput.shape, variant),
    price: variant.price.amount,
    compareAtPrice: variant.compareAtPrice?.amount ?? null,
  };
}

/** Builds a product's document, with the number of its last event, and derives its listing fields. */
export function toDocument(state: ProductState, eventSequence: number): ProductDocument {
  const [first] = state.variants;
  if (first === undefined) throw new RangeError('A product needs at least one variant.');
  const prices = state.variants.map((variant) => variant.price.amount);
  const isInStock = state.variants.some((variant) => isVariantInStock(variant.inventory));
  const minPrice = Math.min(...prices);
  const media = mediaOf(state);
  return {
    _id: new Types.ObjectId(state.id),
    ...pickFields(ProductFields.shape, state),
    ...(state.sourceHandle !== undefined && { sourceHandle: state.sourceHandle }),
    variants: state.variants.map(toVariantDocument),
    currency: first.price.currency,
    maxPrice: Math.max(...prices),
    isInStock,
    revision: state.revision,
    eventSequence,
    ...(media.length > 0 && { media }),
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    listing: listingOf({ ...state, isInStock, minPrice }),
  };
}
