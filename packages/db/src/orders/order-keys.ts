import type { OrderStatus } from '@trastienda/contract';
import { emailKey } from '../text/email-key.ts';
import { foldText, wordsOf } from '../text/fold-text.ts';
import type { OrderDocument } from './order-document.ts';

/** Words are told apart by so many characters: each of their beginnings is a key. */
const MAX_BEGINNING = 16;

/** As many words of a name as are looked for. */
const MAX_WORDS = 12;

/** One key for a combination of filters; null when there is none. */
export function orderKey(status: OrderStatus | undefined, term: string | undefined): string | null {
  if (status === undefined && term === undefined) return null;
  return JSON.stringify([status ?? null, term ?? null]);
}

const emailTerm = (email: string) => `email:${emailKey(email)}`;
const wordTerm = (characters: readonly string[]) =>
  `word:${characters.slice(0, MAX_BEGINNING).join('')}`;

/** As a number is written, whatever of it was typed: Crockford's digits O, I and L are 0 and 1. */
function asNumber(text: string): string | null {
  const typed = foldText(text).replace(/[ -]/g, '');
  // Without any digit it is a name rather than a number.
  if (!/^[0-9a-z]{8}$/.test(typed) || !/\d/.test(typed)) return null;
  return typed.replaceAll('o', '0').replace(/[il]/g, '1');
}

/**
 * What has to be among an order's terms for a search to find it, the most telling first: an email
 * address, a number with or without its hyphen, or words and word beginnings of a name. Empty when
 * the text has nothing that could be found.
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
 * The keys of every combination of status and term that an order is found by, so that a page of a
 * search reads its own orders and no others. Several words together are one key and a check.
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
