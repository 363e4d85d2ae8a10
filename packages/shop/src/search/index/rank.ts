import { MAX_LEVEL } from './fields.ts';

/** Bits of the sum of a product's levels. */
const SUM_BITS = 9;
const MAX_SUM = (1 << SUM_BITS) - 1;

/** Classes of ranks before those by the worst level of a word. */
const CLASSES = { code: 0, wholeTitle: 1, inTitle: 2, byLevel: 3 } as const;

/** How a product matches a search. */
export interface Match {
  /** The search is one of its SKUs or barcodes. */
  readonly isCode: boolean;
  /** The levels of the required words: the worst, and all together. */
  readonly worst: number;
  readonly sum: number;
  readonly isInStock: boolean;
  /** The words of title and search that carry their meaning. */
  readonly title: string;
  readonly phrase: string;
}

/**
 * Returns the rank of a match, the best first: an integer that depends on the product and the search
 * alone, never on other products, so that a cursor stays valid while the shop changes.
 */
export function rankOf(match: Match): number {
  const { sum, isInStock } = match;
  return (((classOf(match) << 1) | (isInStock ? 0 : 1)) << SUM_BITS) | Math.min(sum, MAX_SUM);
}

function classOf({ isCode, worst, title, phrase }: Match): number {
  if (isCode) return CLASSES.code;
  // Beyond the first two levels some word is not in the title.
  if (worst <= 1) {
    if (title === phrase) return CLASSES.wholeTitle;
    if (title.startsWith(phrase) || title.includes(` ${phrase}`)) return CLASSES.inTitle;
  }
  return CLASSES.byLevel + worst;
}

/** The largest rank there is. */
export const MAX_RANK = (((CLASSES.byLevel + MAX_LEVEL) << 1) | 1) * (MAX_SUM + 1) + MAX_SUM;
