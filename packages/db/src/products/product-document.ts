import type {
  ProductFields,
  ProductImageInput,
  SummaryFields,
  VariantInput,
} from '@trastienda/shop-contract';
import type { Types } from 'mongoose';

/** A stored variant: prices are minor units of the product's currency. */
export interface VariantDocument
  extends Omit<VariantInput, 'price' | 'compareAtPrice' | 'optionValues'> {
  optionValues: string[];
  price: number;
  compareAtPrice: number | null;
}

/** Fields by which lists filter and sort, derived from the product on every write. */
export interface ListingDocument {
  /** Filter keys such as `tag:men`; always includes `all`. */
  keys: string[];
  /** Words that a search matches. */
  words: string[];
  /** Lowest price in minor units. */
  price: number;
  /**
   * Position in each order. Each position ends with the id and so is unique: a page is one range of
   * one index, however many products share a title or a price.
   */
  order: { title: string; price: string; newest: string };
}

export interface ProductDocument extends ProductFields {
  _id: Types.ObjectId;
  /**
   * Handle that the product was imported with; imports match a product without one by its slug.
   * Earlier imports omitted it when it equaled the slug.
   */
  sourceHandle?: string;
  variants: VariantDocument[];
  currency: string;
  maxPrice: number;
  isInStock: boolean;
  revision: number;
  /** Number of events; absent in a product from before changes of products were events. */
  eventSequence?: number;
  /** Ids of the uploaded images that the product shows; absent without any. */
  media?: string[];
  createdAt: Date;
  updatedAt: Date;
  listing: ListingDocument;
}

/**
 * A product as use cases read and write it, without derived fields. The inventory of a stored variant
 * says whether it is in stock, which follows a change of its stock within about a second; its
 * quantity is of the time of that refresh.
 */
export interface ProductState
  extends Omit<
    ProductDocument,
    | '_id'
    | 'variants'
    | 'currency'
    | 'maxPrice'
    | 'isInStock'
    | 'eventSequence'
    | 'media'
    | 'listing'
  > {
  id: string;
  variants: readonly VariantInput[];
}

/** A stored product with its listing's in-stock flag. */
export interface StoredProduct extends ProductState {
  /** Follows changes of stock together with the inventory of the variants. */
  isInStock: boolean;
  /** Number of the product's last event; 0 without one. */
  eventSequence: number;
}

/** Fields of a product in a list. */
export interface ProductSummaryState
  extends SummaryFields,
    Pick<StoredProduct, 'id' | 'isInStock' | 'revision' | 'updatedAt'> {
  image: ProductImageInput | null;
  currency: string;
  /** Lowest price of the variants in minor units. */
  minPrice: number;
  maxPrice: number;
}
