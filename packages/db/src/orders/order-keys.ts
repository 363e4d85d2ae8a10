import { emailKey } from '@trastienda/auth/collections';
import { foldText, wordsOf } from '@trastienda/mongo';
import type { OrderStatus } from '@trastienda/shop-contract';
import type { OrderDocument } from './order-document.ts';

/** Maximum length of a prefix: each prefix of a word up to this length is a key. */
const MAX_BEGINNING = 16;

/** Maximum words of a name that are indexed and searched. */
const MAX_WORDS = 12;

/** Returns the key for a combination of filters; null without a filter. */
export function orderKey(status: OrderStatus | undefined, term: string | undefined): string | null {
  if (status === undefined && term === undefined) return null;
  return JSON.stringify([status ?? null, term ?? null]);
}

const emailTerm = (email: string) => `email:${emailKey(email)}`;
const wordTerm = (characters: readonly string[]) =>
  `word:${characters.slice(0, MAX_BEGINNING).join('')}`;

/** Returns the key of the orders of an email address. */
export function orderKeyOfEmail(email: string): string {
  return JSON.stringify([null, emailTerm(email)]);
}

/** Normalizes typed text to an order number: in Crockford's base 32, O is 0, and I and L are 1. */
function asNumber(text: string): string | null {
  const typed = foldText(text).replace(/[ -]/g, '');
  // Without a digit it is a name rather than a number.
  if (!/^[0-9a-z]{8}$/.test(typed) || !/\d/.test(typed)) return null;
  return typed.replaceAll('o', '0').replace(/[il]/g, '1');
}

/**
 * Returns the terms that a search requires, the most selective first: an email address, a number
 * with or without its hyphen, or words and word prefixes of a name. Empty when the text has nothing
 * to search for.
 */
export function searchTermsOf(search: string): string[] {
  if (search.includes('@')) return [emailTerm(search)];
  const number = asNumber(search);
  if (number !== null) return [wordTerm([...number])];
  const words = wordsOf(search).map((word) => [...word]);
  return words.sort((one, other) => other.length - one.length).map(wordTerm);
}

interface Found extends Pick<OrderDocument, 'status' | 'number' | 'email'> {
  readonly shippingAddress: { readonly name: string };
  readonly billingAddress: { readonly name: string } | null;
}

function termsOf({ number, email, shippingAddress, billingAddress }: Found): string[] {
  const names = [shippingAddress.name, billingAddress?.name ?? ''];
  const halves = wordsOf(number).map((half) => [...half]);
  const terms = new Set([emailTerm(email), wordTerm(halves.flat()), ...halves.map(wordTerm)]);
  for (const word of wordsOf(...names).slice(0, MAX_WORDS)) {
    const characters = [...word];
    for (let end = 1; end <= Math.min(characters.length, MAX_BEGINNING); end += 1) {
      terms.add(wordTerm(characters.slice(0, end)));
    }
  }
  return [...terms];
}

/**
 * Returns a key for every combination of status and term of an order, so that a page of a search
 * reads only its own orders. A search for several words uses one key and a check.
 */
export function orderKeysOf(order: Found): string[] {
  const keys: string[] = [];
  for (const term of [undefined, ...termsOf(order)]) {
    for (const status of [undefined, order.status]) {
      const key = orderKey(status, term);
      if (key !== null) keys.push(key);
    }
  }
  return keys;
}
