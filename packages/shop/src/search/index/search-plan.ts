import { foldCode, isStopWord, phraseOf, searchWordsOf } from '../text/search-words.ts';

/** Words of a search that count; what comes later is ignored. */
const MAX_WORDS = 12;

/** A word of a search, which a product must have in one of its spellings. */
export interface PlannedWord {
  readonly spellings: readonly string[];
  /** This word with the one before, and with the one after it: `bean bag` may be `beanbag`. */
  readonly joined: readonly string[];
}

/** A search as the index looks it up. */
export interface SearchPlan {
  readonly words: readonly PlannedWord[];
  /** The whole search as a SKU or a barcode. */
  readonly code: string;
  /** The words that carry its meaning, to find them as a part of a title. */
  readonly phrase: string;
}

/** Prepares a search; null when it has nothing to search for. */
export function planSearch(search: string): SearchPlan | null {
  const words = searchWordsOf(search).slice(0, MAX_WORDS);
  if (words.length === 0) return null;
  // Words such as "of" are looked for only where there is nothing else.
  const hasMeaning = words.some(({ word }) => !isStopWord(word));
  const planned = words.flatMap(({ word, also }, index) => {
    if (hasMeaning && isStopWord(word)) return [];
    const before = words[index - 1]?.word;
    const after = words[index + 1]?.word;
    return {
      spellings: [word, ...also],
      joined: [
        ...(before === undefined ? [] : [before + word]),
        ...(after === undefined ? [] : [word + after]),
      ],
    };
  });
  return { words: planned, code: foldCode(search), phrase: phraseOf(words) };
}
