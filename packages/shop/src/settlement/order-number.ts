import { randomInt } from 'node:crypto';

/**
 * Crockford's base 32: no I, L, O or U, which are easily misheard or misread.
 * https://www.crockford.com/base32.html
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const four = () =>
  Array.from({ length: 4 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

/**
 * Returns a readable order number such as `7K3M-9QXA`: 40 random bits, which reveal neither the
 * number of orders nor the next number.
 */
export function newOrderNumber(): string {
  return `${four()}-${four()}`;
}
