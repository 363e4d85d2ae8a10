const range = (first: string, last: string): string[] => {
  const start = first.charCodeAt(0);
  return Array.from({ length: last.charCodeAt(0) - start + 1 }, (_, i) =>
    String.fromCharCode(start + i),
  );
};

const LATIN = range('a', 'z');

/** Strings that a rare character may be equal to: a common character, or two Latin letters. */
const CANDIDATES = [
  ...range(' ', '~'),
  ...range('α', 'ω'),
  ...range('а', 'я'),
  ...LATIN.flatMap((first) => LATIN.map((second) => first + second)),
];

/** Non-ASCII letters that fold to themselves: Greek, Cyrillic, Hangul, kana, Han. */
const COMMON = /^[α-ωа-я\u1100-\u11ff\u3040-\u3096\u3400-\u9fff]$/;

/** Maps katakana to hiragana, which differ from strength 3 on only. */
const toHiragana = (kana: string): string => String.fromCharCode(kana.charCodeAt(0) - 0x60);

/**
 * Returns a function that folds strings, so that strings equal under `isEqual` become identical: it
 * removes case, accents and characters that collations ignore. It may also fold unequal strings to
 * the same one, but only by characters that are rare in keys: those fold to a common equal or are
 * dropped.
 */
export function stringFolder(
  isEqual: (a: string, b: string) => boolean,
  isNumeric: boolean,
): (value: string) => string {
  const rare = new Map<string, string>();

  const foldRare = (character: string): string => {
    let folded = rare.get(character);
    if (folded === undefined) {
      const equal = CANDIDATES.find((candidate) => isEqual(character, candidate)) ?? '';
      folded = equal.toLowerCase();
      rare.set(character, folded);
    }
    return folded;
  };

  return (value) => {
    const folded = value
      .replace(/\u037a|\u0345/g, 'ι')
      .normalize('NFKD')
      .replace(/[\p{M}\p{C}]/gu, '')
      .toUpperCase()
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[\p{M}]/gu, '')
      .replace(/ß/g, 'ss')
      .replace(/[\u30a1-\u30f6]/g, toHiragana)
      .replace(/[^\0-\x7f]/gu, (character) =>
        COMMON.test(character) ? character : foldRare(character),
      );
    return isNumeric ? folded.replace(/0+(?=\d)/g, '') : folded;
  };
}
