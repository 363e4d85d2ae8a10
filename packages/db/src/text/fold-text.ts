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
      .replaceAll('ς', 'σ')
      .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
      .trim()
  );
}

/** The folded words of some text, each once, in order of appearance. */
export function wordsOf(...texts: readonly string[]): string[] {
  const words = foldText(texts.join(' ')).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...new Set(words)];
}
