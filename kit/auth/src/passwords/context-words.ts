/** Shorter words occur in any password. */
const MIN_WORD_LENGTH = 3;
const MAX_WORD_LENGTH = 50;
/** The time to estimate a password, on the event loop, grows with the number of words. */
const MAX_WORDS = 8;

/** Fewer other letters and digits are a suffix that any attacker would try. */
const MIN_OWN_CHARACTERS = 6;

const NO_PART_OF_WORD = /[^\p{L}\p{M}\p{N}]+/gu;

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * The estimate tries a repetition at every position, and rates it as easy without knowing it as a
 * name.
 */
const REPETITION = /^(.+?)\1{2,}$/u;

const parts = (text: string): string[] => text.split(NO_PART_OF_WORD);

/** Leaves out the last label of a domain, which tells nothing about the owner. */
function wordsOf(text: string): string[] {
  const at = text.lastIndexOf('@');
  if (at < 0) return parts(text);
  const local = text.slice(0, at);
  return [text, ...parts(local), local, ...parts(text.slice(at + 1).replace(/\.[^.]*$/, ''))];
}

/**
 * Returns words that a password must not consist of: the first few words of texts about its owner,
 * longest first. For an email address that includes the whole address and the part before the `@`.
 */
export function contextWords(texts: readonly string[]): readonly string[] {
  const words = texts
    .map(fold)
    .flatMap(wordsOf)
    .filter((word) => word.length >= MIN_WORD_LENGTH && word.length <= MAX_WORD_LENGTH)
    .filter((word) => !REPETITION.test(word));
  return [...new Set(words)].slice(0, MAX_WORDS).sort((a, b) => b.length - a.length);
}

/** Returns whether a password consists of the words and hardly anything else. */
export function isMadeOfWords(password: string, words: readonly string[]): boolean {
  const folded = fold(password);
  const rest = words.reduce((text, word) => text.replaceAll(word, ' '), folded);
  const ownCharacters = Array.from(rest.replaceAll(NO_PART_OF_WORD, '')).length;
  return rest !== folded && ownCharacters < MIN_OWN_CHARACTERS;
}
