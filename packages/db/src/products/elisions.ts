import { foldText } from '@trastienda/mongo';

/** What French, Italian and Catalan elide before a vowel. */
const ELIDED = new Set(
  'l d c j m n s t qu lorsqu puisqu jusqu quoiqu quelqu presqu un gl dell nell all sull dall coll quell quest bell sant'.split(
    ' ',
  ),
);

const BEFORE_APOSTROPHE = /(?<![\p{L}\p{M}\p{N}'’])([\p{L}\p{M}]+)['’](?=[\p{L}\p{N}])/gu;

/** Returns whether the folded beginning of a word, before an apostrophe, is an elided word by itself. */
export const isElided = (head: string): boolean => ELIDED.has(head);

/** Returns a folded text without elided words: `Manteau d'hiver` is `manteau hiver`. */
export function withoutElisions(text: string): string {
  return foldText(text).replace(BEFORE_APOSTROPHE, (whole, head) => (isElided(head) ? '' : whole));
}
