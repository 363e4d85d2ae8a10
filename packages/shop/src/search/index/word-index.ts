import SearchableMap from 'minisearch/SearchableMap';
import { FIELD_BITS } from './fields.ts';
import { IntList } from './int-list.ts';
import { SortedTerms } from './sorted-terms.ts';

/** Words that a typo may be of: shorter ones have too many neighbors, and longer ones are codes. */
const MIN_TYPO_TERM = 3;
const MAX_TYPO_TERM = 24;
const HAS_NUMBER = /\p{N}/u;

/** What a term costs beside its characters and postings, measured, in bytes; and in the tree of typos. */
const TERM_BYTES = 350;
const TYPED_BYTES = 280;

interface Term {
  readonly text: string;
  /** Slot and fields of each product that has the word. */
  readonly postings: IntList;
}

/** The words of products: by themselves, by their beginning, and by what they are mistyped as. */
export class WordIndex {
  #sorted = new SortedTerms();
  #typed = new SearchableMap<number>();
  #terms: (Term | undefined)[] = [];
  #free: number[] = [];
  #bytes = 0;

  /** Estimates the memory of words and postings. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Number of term ids, with those that are unused. */
  get termIds(): number {
    return this.#terms.length;
  }

  add(word: string, slot: number, mask: number): void {
    let id = this.#sorted.get(word);
    if (id === undefined) {
      id = this.#free.pop() ?? this.#terms.length;
      // A slice of a description would keep the whole of it in memory.
      const text = Buffer.from(word).toString();
      const postings = new IntList();
      this.#terms[id] = { text, postings };
      this.#sorted.add(text, id);
      if (canBeMistyped(text)) this.#typed.set(text, id);
      this.#bytes += bytesOf(text) + postings.bytes;
    }
    const term = this.#terms[id];
    if (term === undefined) return;
    const before = term.postings.bytes;
    term.postings.push((slot << FIELD_BITS) | mask);
    this.#bytes += term.postings.bytes - before;
  }

  /** Returns the postings of a word; undefined when no product has had it. */
  postingsOf(word: string): IntList | undefined {
    const id = this.#sorted.get(word);
    return id === undefined ? undefined : this.#terms[id]?.postings;
  }

  /** Visits the postings of the words that begin with a text, and whether it is the whole word. */
  forEachBeginning(text: string, visit: (postings: IntList, isWhole: boolean) => void): void {
    this.#sorted.forEachBeginning(text, (term, id) => {
      const postings = this.#terms[id]?.postings;
      if (postings !== undefined) visit(postings, term.length === text.length);
    });
  }

  /** Visits the postings of words within a number of typos of the text, but not of itself. */
  forEachTypo(
    text: string,
    maxTypos: number,
    visit: (postings: IntList, typos: number) => void,
  ): void {
    for (const [id, typos] of this.#typed.fuzzyGet(text, maxTypos).values()) {
      const postings = this.#terms[id]?.postings;
      if (typos > 0 && postings !== undefined) visit(postings, typos);
    }
  }

  /** Forgets the slots of a term that are no longer in use, and the term with its last product. */
  sweep(id: number, isUsed: (slot: number) => boolean): void {
    const term = this.#terms[id];
    if (term === undefined) return;
    const { text, postings } = term;
    postings.retain((posting) => isUsed(posting >>> FIELD_BITS));
    if (postings.length > 0) return;
    this.#sorted.delete(text);
    if (canBeMistyped(text)) this.#typed.delete(text);
    this.#terms[id] = undefined;
    this.#free.push(id);
    this.#bytes -= bytesOf(text) + postings.bytes;
  }
}

const bytesOf = (text: string) =>
  TERM_BYTES + 2 * text.length + (canBeMistyped(text) ? TYPED_BYTES : 0);

function canBeMistyped(word: string): boolean {
  const { length } = word;
  return length >= MIN_TYPO_TERM && length <= MAX_TYPO_TERM && !HAS_NUMBER.test(word);
}

/** Returns how many typos a word of a search may have: one from four letters, two from eight. */
export function maxTyposOf(word: string): number {
  if (!canBeMistyped(word)) return 0;
  const { length } = [...word];
  if (length >= 8) return 2;
  return length >= 4 ? 1 : 0;
}
