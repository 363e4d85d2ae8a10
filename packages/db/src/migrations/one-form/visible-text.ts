/** Matches text that is not all printable ASCII: other text has only one spelling. */
export const NON_ASCII = /[^ -~]/;

/**
 * Quotes text and escapes all non-ASCII characters, so that two spellings of a word can be
 * distinguished.
 */
export function visibleText(text: string): string {
  const escaped = (character: string) => `\\u{${character.codePointAt(0)?.toString(16)}}`;
  return JSON.stringify(text).replace(/[^ -~]/gu, escaped);
}
