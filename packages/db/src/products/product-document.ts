import type {
  ProductFields,
  ProductImage,
  SummaryFields,
  VariantInput,
} from '@trastienda/contract';
import type { Types } from 'mongoose';

/** A variant as it is stored: prices as minor units of the product's currency. */
export interface VariantDocument
  extends Omit<VariantInput, 'price' | 'compareAtPrice' | 'optionValues'> {
  optionValues: string[];
  price: number;
  compareAtPrice: number | null;
}

/** What lists filter and sort by, derived from the product at every write. */
export interface ListingDocument {
  /** What the product can be filtered by, as `tag:men`; always has `all`. */
  keys: string[];
  /** The words that a search finds it by. */
  words: string[];
  /** Its lowest price in minor units. */
  price: number;
  /**
   * Its place in each order. Every place is unique, because it ends with the id: so a page is one
   * range of one index, however many products share a title or a price.
   */
  order: { title: string; price: string; newest: string };
}

export interface ProductDocument extends ProductFields {
  _id: Types.ObjectId;
  /**
   * The handle that it was imported with; without one, imports find it by its slug. Imports once left
   * it out where it was the slug.
   */
  sourceHandle?: string;
  variants: VariantDocument[];
  currency: string;
  maxPrice: number;
  isInStock: boolean;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
  listing: ListingDocument;
}

/** A product as use cases read and write it, without what follows from it. */
export interface ProductState
  extends Omit<
    ProductDocument,
    '_id' | 'variants' | 'currency' | 'maxPrice' | 'isInStock' | 'listing'
  > {
  id: string;
  variants: readonly VariantInput[];
}

/** A product as it is stored, with what lists say of it. */
export interface StoredProduct extends ProductState {
  /** Stock tells lists a little later: the variants' inventory may know better. */
  isInStock: boolean;
}

/** What a list reads of a product. */
export interface ProductSummaryState
  extends SummaryFields,
    Pick<StoredProduct, 'id' | 'isInStock' | 'revision' | 'updatedAt'> {
  image: ProductImage | null;
  currency: string;
  /** The lowest price of its variants in minor units. */
  minPrice: number;
  maxPrice: number;
}
