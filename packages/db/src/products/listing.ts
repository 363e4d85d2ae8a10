import { foldText, wordsOf } from '@trastienda/mongo';
import { withoutElisions } from './elisions.ts';
import type { ListingDocument } from './product-document.ts';

/** Terminates the readable part of an order key; sorts first and never occurs in folded text. */
const END = '\u0001';

/** Digits of the largest amount in the contract, so that text order equals numeric order. */
const PRICE_DIGITS = 13;

/** Maximum bytes of a title in an order key, because cursors contain the key. */
const MAX_TITLE_BYTES = 200;

/** Truncates text to a number of UTF-8 bytes without splitting a character. */
function cutToBytes(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return text;
  return new TextDecoder().decode(bytes.subarray(0, maxBytes)).replace(/\ufffd$/, '');
}

/** Key of every product. */
export const ALL_KEY = 'all';
/** Key of products that are in stock. */
export const IN_STOCK_KEY = 'in-stock';

export const tagKey = (tag: string): string => `tag:${foldText(tag)}`;
export const vendorKey = (vendor: string): string => `vendor:${foldText(vendor)}`;
export const typeKey = (productType: string): string => `type:${foldText(productType)}`;

/** Returns the first position of this amount in price order. */
export function priceOrderKey(amount: number): string {
  return String(amount).padStart(PRICE_DIGITS, '0');
}

const place = (key: string, id: string) => `${key}${END}${id}`;
/** Returns the place of a product in price order. */
export const pricePlaceOf = (amount: number, id: string): string =>
  place(priceOrderKey(amount), id);
/** Returns the place of a product in order of creation. */
export const newestPlaceOf = (createdAt: Date, id: string): string =>
  place(createdAt.toISOString(), id);

type Worded = Pick<Listed, 'title' | 'tags' | 'vendor'>;

/** Returns the words by which a product is found, with and without elided ones (`dhiver`, `hiver`). */
export function listedWordsOf({ title, tags, vendor }: Worded): string[] {
  const texts = [title, ...tags, vendor ?? ''];
  return wordsOf(...texts, ...texts.map(withoutElisions));
}

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly vendor: string | null;
  readonly productType: string | null;
  readonly tags: readonly string[];
  readonly isInStock: boolean;
  readonly minPrice: number;
  readonly createdAt: Date;
}

/** Derives the fields by which lists filter and sort. */
export function listingOf(product: Listed): ListingDocument {
  const keys = [ALL_KEY, ...product.tags.map(tagKey)];
  if (product.vendor !== null) keys.push(vendorKey(product.vendor));
  if (product.productType !== null) keys.push(typeKey(product.productType));
  if (product.isInStock) keys.push(IN_STOCK_KEY);
  return {
    keys: [...new Set(keys)],
    words: listedWordsOf(product),
    price: product.minPrice,
    order: {
      title: place(cutToBytes(foldText(product.title), MAX_TITLE_BYTES), product.id),
      price: pricePlaceOf(product.minPrice, product.id),
      newest: newestPlaceOf(product.createdAt, product.id),
    },
  };
}
