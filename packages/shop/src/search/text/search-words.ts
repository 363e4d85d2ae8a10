import { foldText } from '@trastienda/mongo';
import { isElided } from '@trastienda/shop-db';

/** A word of a text, with the other spellings by which it is found. */
export interface SearchWord {
  readonly word: string;
  /** Without an apostrophe: `hiver` is also `dhiver`, and `womens` is also `women`. */
  readonly also: readonly string[];
  /** With the words before it: `off-white` is `offwhite`, and `500 ml` is `500ml`. */
  readonly joined: string | null;
}

/** Characters of a word that count; longer ones are cut. */
const MAX_WORD = 40;

/** Small words of frequent languages, which say nothing about a product. */
const STOP_WORDS = new Set(
  'a al con de del el en la las lo los o para por sin un una unas unos y the an and for from in of on or to with le les des du et au aux une pour il gli di da e per'.split(
    ' ',
  ),
);

/** Longest unit after a number: `500 ml` is also `500ml`. */
const MAX_UNIT = 3;

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu;
const DIMENSION = /(?<=\p{N}) ?[x×*] ?(?=\p{N})/gu;
const NUMBER = /^\p{N}+$/u;

export const isStopWord = (word: string): boolean => STOP_WORDS.has(word);

const cut = (word: string) => (word.length > MAX_WORD ? word.slice(0, MAX_WORD) : word);

/** Splits at apostrophes: `l'été` is `ete`, also `lete`; `women's` is `womens`, also `women`. */
function wordOf(typed: string): { word: string; also: string[] } {
  const parts = typed.split(/['’]/);
  const [head = '', ...tail] = parts;
  const joined = cut(parts.join(''));
  if (tail.length === 0) return { word: joined, also: [] };
  if (isElided(head)) return { word: cut(tail.join('')), also: [joined] };
  return { word: joined, also: parts.filter(({ length }) => length > 1).map(cut) };
}

/**
 * Returns the words of a text in order, folded as `foldText` does. Sizes are one word (`13 × 4` is
 * `13x4`), and compounds and quantities are also found as one (`off-white` as `offwhite`, `500 ml`
 * as `500ml`).
 */
export function searchWordsOf(text: string): SearchWord[] {
  const folded = foldText(text).replace(DIMENSION, 'x');
  const words: SearchWord[] = [];
  let compound = '';
  let end = -1;
  for (const match of folded.matchAll(WORD)) {
    const { word, also } = wordOf(match[0]);
    const gap = end === -1 ? '' : folded.slice(end, match.index);
    const before = words.at(-1)?.word ?? '';
    let joined: string | null = null;
    if (gap === '-' || gap === '‐' || gap === '/') {
      compound += word;
      if (compound.length <= MAX_WORD) joined = compound;
    } else {
      compound = word;
      const isUnit = gap === ' ' && word.length <= MAX_UNIT && !NUMBER.test(word);
      if (isUnit && NUMBER.test(before)) joined = before + word;
    }
    words.push({ word, also, joined });
    end = match.index + match[0].length;
  }
  return words;
}

/** Returns every spelling of the words of a text. */
export function spellingsOf(text: string): string[] {
  return searchWordsOf(text).flatMap(({ word, also, joined }) => [
    word,
    ...also,
    ...(joined === null ? [] : [joined]),
  ]);
}

/** Returns a code such as a SKU, without case, accents and separators. */
export function foldCode(code: string): string {
  return foldText(code).replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}

/** Returns the words that carry a title's meaning, in one text; all of them when none does. */
export function phraseOf(words: readonly SearchWord[]): string {
  const meaningful = words.filter(({ word }) => !isStopWord(word));
  return (meaningful.length > 0 ? meaningful : words).map(({ word }) => word).join(' ');
}
