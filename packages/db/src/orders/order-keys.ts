import { emailKey } from '@trastienda/auth/collections';
import { foldText, wordsOf } from '@trastienda/mongo';
import type { OrderStatus } from '@trastienda/shop-contract';
import type { OrderDocument } from './order-document.ts';

/** Maximum length of a prefix: each prefix of a word up to this length is a key. */
const MAX_BEGINNING = 16;

/** Maximum words of a name that are indexed and searched. */
const MAX_WORDS = 12;

/** Digits by which phone numbers are compared, the last ones: with or without the code of a country. */
const PHONE_DIGITS = 7;

/** Length at which a SKU or postal code is cut. */
const MAX_CODE = 40;
const MIN_CODE = 3;

/** Returns the key for a combination of filters; null without a filter. */
export function orderKey(status: OrderStatus | undefined, term: string | undefined): string | null {
  if (status === undefined && term === undefined) return null;
  return JSON.stringify([status ?? null, term ?? null]);
}

const emailTerm = (email: string) => `email:${emailKey(email)}`;
const wordTerm = (characters: readonly string[]) =>
  `word:${characters.slice(0, MAX_BEGINNING).join('')}`;

const phoneTerm = (digits: string) => `phone:${digits.slice(-PHONE_DIGITS)}`;
/** Term of a SKU or a postal code, however it is separated. */
const codeTerm = (text: string) => `code:${wordsOf(text).join('').slice(0, MAX_CODE)}`;

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

/** Returns the digits of typed text that may be a phone number; null for other text. */
function asPhone(text: string): string | null {
  const digits = text.replace(/\D/g, '');
  return digits.length >= PHONE_DIGITS && /^[\d\s+()./-]+$/.test(text) ? digits : null;
}

/** Returns whether text may be a SKU or a postal code; several words without a digit are a name. */
function isCode(text: string): boolean {
  return /\d/.test(text) || !/\s/.test(text);
}

/**
 * Returns what a search may mean, each as the terms that it requires, the most selective first: an
 * email address, a number with or without its hyphen, a phone number, a SKU or postal code, or words
 * and beginnings of words of a name. Empty when the text has nothing to search for.
 */
export function meaningsOf(search: string): string[][] {
  if (search.includes('@')) return [[emailTerm(search)]];
  const words = wordsOf(search).map((word) => [...word]);
  if (words.length === 0) return [];
  const meanings: string[][] = [];
  const number = asNumber(search);
  const phone = asPhone(search);
  meanings.push(
    number === null
      ? words.sort((one, other) => other.length - one.length).map(wordTerm)
      : [wordTerm([...number])],
  );
  if (phone !== null) meanings.push([phoneTerm(phone)]);
  const isLong = words.flat().length >= MIN_CODE;
  if (isLong && isCode(search.trim())) meanings.push([codeTerm(search)]);
  return meanings;
}

interface FoundAddress {
  readonly name: string;
  readonly postalCode?: string | null;
  readonly phone?: string | null;
}

interface Found extends Pick<OrderDocument, 'status' | 'number' | 'email'> {
  readonly lines: readonly { readonly sku: string }[];
  readonly shippingAddress: FoundAddress;
  readonly billingAddress: FoundAddress | null;
}

function termsOf({ number, email, lines, shippingAddress, billingAddress }: Found): string[] {
  const addresses = [shippingAddress, ...(billingAddress === null ? [] : [billingAddress])];
  const halves = wordsOf(number).map((half) => [...half]);
  const terms = new Set([emailTerm(email), wordTerm(halves.flat()), ...halves.map(wordTerm)]);
  for (const { sku } of lines) terms.add(codeTerm(sku));
  for (const { postalCode, phone } of addresses) {
    if (postalCode) terms.add(codeTerm(postalCode));
    const digits = phone?.replace(/\D/g, '') ?? '';
    if (digits.length >= PHONE_DIGITS) terms.add(phoneTerm(digits));
  }
  for (const word of wordsOf(...addresses.map(({ name }) => name)).slice(0, MAX_WORDS)) {
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
