/** Text that is not all printable ASCII: no other can have two spellings. */
export const NON_ASCII = /[^ -~]/;

/** Text in quotes with escapes for all but ASCII: two spellings of one word look different. */
export function visibleText(text: string): string {
  const escaped = (character: string) => `\\u{${character.codePointAt(0)?.toString(16)}}`;
  return JSON.stringify(text).replace(/[^ -~]/gu, escaped);
}
