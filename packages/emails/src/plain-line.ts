/** Line ends and other controls, and the marks that turn the direction of writing around. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu;

/** No name has these, and email programs make links of texts that do. */
const LINK_LIKE = /[/\\@:<>]|\p{L}\.\p{L}{2,}|\p{N}{5,}/u;
const MAX_NAME_LENGTH = 60;

/** Text of others as one line of what can be seen, for headers and sentences. */
export function plainLine(text: string): string {
  return text.replaceAll(UNSEEN, ' ').replaceAll(/\s+/g, ' ').trim();
}

/**
 * The name to greet somebody by; null when the text is hardly a name. Anybody can sign up with
 * somebody else's address: with `Win at evil.example` as the name, the email would be theirs.
 */
export function greetingName(name: string): string | null {
  const line = plainLine(name);
  const isName = line !== '' && line.length <= MAX_NAME_LENGTH && !LINK_LIKE.test(line);
  return isName ? line : null;
}
