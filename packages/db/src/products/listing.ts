import { foldText, wordsOf } from '../text/fold-text.ts';
import type { ListingDocument } from './product-document.ts';

/** Ends the readable part of an order key; folded text never holds it, and it sorts first. */
const END = '\u0001';

/** As wide as the largest amount of the contract, so that text order is number order. */
const PRICE_DIGITS = 13;

/** As much of a title as tells products apart in a list; a cursor carries it. */
const MAX_TITLE_BYTES = 200;

/** The beginning of a text that fits into so many bytes of UTF-8, without half a character. */
function cutToBytes(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return text;
  return new TextDecoder().decode(bytes.subarray(0, maxBytes)).replace(/\ufffd$/, '');
}

/** The key that every product has. */
export const ALL_KEY = 'all';
/** The key of products that can be bought now. */
export const IN_STOCK_KEY = 'in-stock';

export const tagKey = (tag: string): string => `tag:${foldText(tag)}`;
export const vendorKey = (vendor: string): string => `vendor:${foldText(vendor)}`;
export const typeKey = (productType: string): string => `type:${foldText(productType)}`;

/** Where prices of this amount begin in price order. */
export function priceOrderKey(amount: number): string {
  return String(amount).padStart(PRICE_DIGITS, '0');
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

/** Derives what lists filter and sort by. */
export function listingOf(product: Listed): ListingDocument {
  const keys = [ALL_KEY, ...product.tags.map(tagKey)];
  if (product.vendor !== null) keys.push(vendorKey(product.vendor));
  if (product.productType !== null) keys.push(typeKey(product.productType));
  if (product.isInStock) keys.push(IN_STOCK_KEY);
  const place = (key: string) => `${key}${END}${product.id}`;
  return {
    keys: [...new Set(keys)],
    words: wordsOf(product.title, ...product.tags, product.vendor ?? ''),
    price: product.minPrice,
    order: {
      title: place(cutToBytes(foldText(product.title), MAX_TITLE_BYTES)),
      price: place(priceOrderKey(product.minPrice)),
      newest: place(product.createdAt.toISOString()),
    },
  };
}
