/** Letters that readers consider accented but Unicode does not decompose. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  ð: 'd',
  đ: 'd',
  ħ: 'h',
  ł: 'l',
  ø: 'o',
  œ: 'oe',
  þ: 'th',
  ŧ: 't',
  ς: 'σ',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/**
 * Folds text for search and sorting: removes case, accents, width and control characters, and
 * collapses whitespace. `Camión  ROJO` and `camion rojo` fold to the same text.
 */
export function foldText(text: string): string {
  return (
    text
      .normalize('NFKD')
      // Only Latin, Greek and Cyrillic accents: in other scripts marks are part of the letter.
      .replace(/[\u0300-\u036f]/gu, '')
      // Via uppercase, because only uppercasing turns ß into SS.
      .toUpperCase()
      .toLowerCase()
      .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
      .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
      .trim()
  );
}

/** Returns the folded words of some texts, each once, in order of appearance. */
export function wordsOf(...texts: readonly string[]): string[] {
  // Drop apostrophes inside words, so that `womens` finds `women's`.
  const text = foldText(texts.join(' ')).replace(/(?<=\p{L})['’](?=\p{L})/gu, '');
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...new Set(words)];
}
