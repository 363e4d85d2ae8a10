/** Line breaks, other control characters, and marks that reverse the direction of writing. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu;

/** Parts that no name has, and that email programs turn into links. */
const LINK_LIKE = /[/\\@:<>]|\p{L}\.\p{L}{2,}|\p{N}{5,}/u;
const MAX_NAME_LENGTH = 60;

/** Reduces foreign text to one line of visible characters, for headers and sentences. */
export function plainLine(text: string): string {
  return text.replaceAll(UNSEEN, ' ').replaceAll(/\s+/g, ' ').trim();
}

/**
 * Returns the name for a greeting, or null if the text is hardly a name. A stranger can sign up
 * with another person's address: with the name `Win at evil.example` the email would carry the
 * stranger's message.
 */
export function greetingName(name: string): string | null {
  const line = plainLine(name);
  const isName = line !== '' && line.length <= MAX_NAME_LENGTH && !LINK_LIKE.test(line);
  return isName ? line : null;
}
