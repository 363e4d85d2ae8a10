import { MAX_LEVEL } from './fields.ts';

/** Bits of the sum of a product's levels. */
const SUM_BITS = 9;
const MAX_SUM = (1 << SUM_BITS) - 1;

/** Classes of ranks before those by the worst level of a word. */
const CLASSES = { code: 0, wholeTitle: 1, inTitle: 2, byLevel: 3 } as const;

/**
 * Returns the rank of a match, the best first: an integer that depends on the product and the search
 * alone, never on other products, so that a cursor stays valid while the shop changes. `worst` and
 * `sum` are of the levels of its words. The title and the search are their words that carry a meaning,
 * each with a space before it.
 */
export function rankOf(
  isCode: boolean,
  worst: number,
  sum: number,
  isInStock: boolean,
  title: string,
  phrase: string,
): number {
  let tier = CLASSES.byLevel + worst;
  if (isCode) tier = CLASSES.code;
  // Beyond the first two levels some word is not in the title.
  else if (worst <= 1 && title.includes(phrase)) {
    tier = title.length === phrase.length ? CLASSES.wholeTitle : CLASSES.inTitle;
  }
  return (((tier << 1) | (isInStock ? 0 : 1)) << SUM_BITS) | Math.min(sum, MAX_SUM);
}

/** The largest rank there is. */
export const MAX_RANK = (((CLASSES.byLevel + MAX_LEVEL) << 1) | 1) * (MAX_SUM + 1) + MAX_SUM;
