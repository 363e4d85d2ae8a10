/** Characters whose equality under any collation is that of their folded form. */
const COMMON = /^[\0-\u024f\u0370-\u052f\u1100-\u11ff\u3040-\u3096\u3400-\u9fff]$/;

const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(i + 32));

/** Katakana to hiragana, which differ only from strength 3 on. */
const toHiragana = (kana: string): string => String.fromCharCode(kana.charCodeAt(0) - 0x60);

/**
 * Makes a function that folds strings so that those which `isEqual` holds for equal become the
 * same: without case, accents and what no collation sees. It may fold more together than is equal,
 * for characters that are rare in keys: those either equal an ASCII character or are left out.
 */
export function stringFolder(
  isEqual: (a: string, b: string) => boolean,
  isNumeric: boolean,
): (value: string) => string {
  const rare = new Map<string, string>();

  const foldRare = (character: string): string => {
    let folded = rare.get(character);
    if (folded === undefined) {
      const equal = ASCII.find((candidate) => isEqual(character, candidate)) ?? '';
      folded = equal.toLowerCase();
      rare.set(character, folded);
    }
    return folded;
  };

  return (value) => {
    const folded = value
      .normalize('NFKD')
      .replace(/[\p{M}\p{C}]/gu, '')
      .toUpperCase()
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[\p{M}]/gu, '')
      .replace(/[\u30a1-\u30f6]/g, toHiragana)
      .replace(/[^\0-\x7f]/gu, (character) =>
        COMMON.test(character) ? character : foldRare(character),
      );
    return isNumeric ? folded.replace(/0+(?=\d)/g, '') : folded;
  };
}
