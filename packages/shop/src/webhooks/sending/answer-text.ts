/** Characters of an answer that staff see. */
const MAX_CHARACTERS = 1000;

// Control and format characters could change how a terminal or a page shows the rest.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]+/gu;

/** Returns the beginning of an answer as one line of text that is safe to show and to store. */
export function answerText(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  return [...text.replaceAll(UNSEEN, ' ').trim()].slice(0, MAX_CHARACTERS).join('');
}
