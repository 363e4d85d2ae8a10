import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, which people mishear and misread. https://www.crockford.com/base32.html */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const four = () =>
  Array.from({ length: 4 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

/**
 * A number of an order for people to read out, as `7K3M-9QXA`. Random, of 2^40: it says neither how
 * many orders a shop has nor what the next one will be called.
 */
export function newOrderNumber(): string {
  return `${four()}-${four()}`;
}
