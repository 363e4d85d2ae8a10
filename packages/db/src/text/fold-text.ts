/** Letters that are accented in the eyes of those who search, but not in those of Unicode. */
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
 * Text reduced to what searching and sorting compare: without case, accents and width, control
 * characters gone, runs of space as one. `Camión  ROJO` and `camion rojo` fold to the same.
 */
export function foldText(text: string): string {
  return (
    text
      .normalize('NFKD')
      // Latin, Greek and Cyrillic accents only: in other scripts marks are part of the letter.
      .replace(/[\u0300-\u036f]/gu, '')
      // Through upper case, because only that turns ß into ss.
      .toUpperCase()
      .toLowerCase()
      .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
      .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
      .trim()
  );
}

/** The folded words of some text, each once, in order of appearance. */
export function wordsOf(...texts: readonly string[]): string[] {
  // An apostrophe is part of its word: women's is found by womens.
  const text = foldText(texts.join(' ')).replace(/(?<=\p{L})['’](?=\p{L})/gu, '');
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...new Set(words)];
}
