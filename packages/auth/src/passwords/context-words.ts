/** Shorter ones are in every password. */
const MIN_WORD_LENGTH = 3;
const MAX_WORD_LENGTH = 50;
/** The estimate of a password takes time by the number of words, on the event loop. */
const MAX_WORDS = 8;

/** Fewer letters and digits beside known words are a suffix that anybody would try. */
const MIN_OWN_CHARACTERS = 6;

const NO_PART_OF_WORD = /[^\p{L}\p{M}\p{N}]+/gu;

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The estimate tries a repetition at every place; as a password it is easy without being a name. */
const REPETITION = /^(.+?)\1{2,}$/u;

const parts = (text: string): string[] => text.split(NO_PART_OF_WORD);

/** The last label of a domain says nothing of anybody. */
function wordsOf(text: string): string[] {
  const at = text.lastIndexOf('@');
  if (at < 0) return parts(text);
  const local = text.slice(0, at);
  return [text, ...parts(local), local, ...parts(text.slice(at + 1).replace(/\.[^.]*$/, ''))];
}

/**
 * What a password must not be made of: the first few words of texts about its owner, longest first.
 * An email address also gives the whole of it, and of what stands before the `@`.
 */
export function contextWords(texts: readonly string[]): readonly string[] {
  const words = texts
    .map(fold)
    .flatMap(wordsOf)
    .filter((word) => word.length >= MIN_WORD_LENGTH && word.length <= MAX_WORD_LENGTH)
    .filter((word) => !REPETITION.test(word));
  return [...new Set(words)].slice(0, MAX_WORDS).sort((a, b) => b.length - a.length);
}

/** Whether a password has some of the words, and hardly anything beside them. */
export function isMadeOfWords(password: string, words: readonly string[]): boolean {
  const folded = fold(password);
  const rest = words.reduce((text, word) => text.replaceAll(word, ' '), folded);
  const ownCharacters = Array.from(rest.replaceAll(NO_PART_OF_WORD, '')).length;
  return rest !== folded && ownCharacters < MIN_OWN_CHARACTERS;
}
