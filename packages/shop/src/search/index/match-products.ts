import type { CodeIndex } from './code-index.ts';
import { bitOf, CODE_LEVEL, NO_LEVEL, OFFSETS } from './fields.ts';
import type { IntList } from './int-list.ts';
import type { PlannedWord, SearchPlan } from './search-plan.ts';
import { maxTyposOf, type WordIndex } from './word-index.ts';
import { WordMatches } from './word-matches.ts';

/** Characters of a word that may be the beginning of a code, or a half of a joined word. */
const MIN_CODE = 3;
const MIN_HALF = 3;

/** Characters of a beginning that is looked for in descriptions, too: a shorter one is in most. */
const MIN_DESCRIBED = 3;

const DESCRIPTION = bitOf('description');
const NO_FIELD = 0;

/** Visits a match: its levels, and whether the search is one of its codes. */
export type VisitMatch = (slot: number, worst: number, sum: number, isCode: boolean) => void;

export interface MatchedIndex {
  readonly words: WordIndex;
  readonly codes: CodeIndex;
  /** Number of slots, used or not. */
  readonly capacity: number;
}

/**
 * Finds the products that have every word of a search. Its lists are kept from search to search;
 * a search runs to its end without waiting, so two never share them.
 */
export class ProductMatcher {
  readonly #lists: WordMatches[] = [];
  readonly #halves = [new WordMatches(), new WordMatches()] as const;
  readonly #isCode = new WordMatches();

  /**
   * Typos count for words that no listed product has, and, where no listed product has all words, for
   * every word.
   */
  match(
    index: MatchedIndex,
    plan: SearchPlan,
    isListed: (slot: number) => boolean,
    visit: VisitMatch,
  ): void {
    const { capacity } = index;
    const lists = plan.words.map((word, at) => {
      const list = this.#lists[at] ?? new WordMatches();
      this.#lists[at] = list;
      list.reset(capacity);
      this.#spell(index, word, list);
      return list;
    });
    const isCode = this.#isCode;
    isCode.reset(capacity);
    if (plan.code.length >= MIN_CODE) {
      index.codes.forEachBeginning(plan.code, (slot, isWhole) => {
        if (isWhole) isCode.note(slot, 0);
        for (const list of lists) list.note(slot, CODE_LEVEL + OFFSETS.beginning);
      });
    }
    const mistyped = new Set<number>();
    const mistype = (at: number) => {
      const list = lists[at];
      if (list === undefined || mistyped.has(at)) return;
      mistyped.add(at);
      for (const spelling of plan.words[at]?.spellings ?? []) addTypos(index, spelling, list);
    };
    for (const [at, list] of lists.entries()) if (!hasSome(list.slots, isListed)) mistype(at);
    if (!this.#intersects(lists, isListed)) for (const at of lists.keys()) mistype(at);

    eachMatch(lists, isListed, (slot, worst, sum) => {
      visit(slot, worst, sum, isCode.levelOf(slot) !== NO_LEVEL);
    });
  }

  #intersects(lists: readonly WordMatches[], isListed: (slot: number) => boolean): boolean {
    let isFound = false;
    eachMatch(lists, isListed, () => {
      isFound = true;
      return false;
    });
    return isFound;
  }

  /** Notes the products that have a word by itself, as a beginning, or joined with another. */
  #spell({ words, codes, capacity }: MatchedIndex, word: PlannedWord, list: WordMatches): void {
    for (const spelling of [...word.spellings, ...word.joined]) {
      const isShort = spelling.length < MIN_DESCRIBED;
      words.forEachBeginning(spelling, (postings, isWhole) => {
        if (isWhole) list.noteAll(postings, OFFSETS.whole, NO_FIELD);
        else list.noteAll(postings, OFFSETS.beginning, isShort ? DESCRIPTION : NO_FIELD);
      });
    }
    for (const spelling of word.spellings) {
      if (spelling.length >= MIN_CODE) {
        codes.forEachBeginning(spelling, (slot, isWhole) => {
          list.note(slot, CODE_LEVEL + (isWhole ? OFFSETS.whole : OFFSETS.beginning));
        });
      }
      for (let at = MIN_HALF; at <= spelling.length - MIN_HALF; at += 1) {
        const first = words.postingsOf(spelling.slice(0, at));
        const second = words.postingsOf(spelling.slice(at));
        if (first !== undefined && second !== undefined) this.#join(first, second, list, capacity);
      }
    }
  }

  /** Notes the products that have both halves of a word. */
  #join(first: IntList, second: IntList, list: WordMatches, capacity: number): void {
    const [one, other] = this.#halves;
    one.reset(capacity);
    other.reset(capacity);
    one.noteAll(first, OFFSETS.beginning, NO_FIELD);
    other.noteAll(second, OFFSETS.beginning, NO_FIELD);
    const { values, length } = one.slots;
    for (let index = 0; index < length; index += 1) {
      const slot = values[index] ?? 0;
      const level = other.levelOf(slot);
      if (level !== NO_LEVEL) list.note(slot, Math.max(level, one.levelOf(slot)));
    }
  }
}

function addTypos({ words }: MatchedIndex, spelling: string, list: WordMatches): void {
  const maxTypos = maxTyposOf(spelling);
  if (maxTypos === 0) return;
  words.forEachTypo(spelling, maxTypos, (postings, typos) => {
    list.noteAll(postings, OFFSETS.typo + typos - 1, NO_FIELD);
  });
}

function hasSome({ values, length }: IntList, isListed: (slot: number) => boolean): boolean {
  for (let index = 0; index < length; index += 1) if (isListed(values[index] ?? 0)) return true;
  return false;
}

/** Visits the listed products of all lists, until the callback returns false. */
function eachMatch(
  lists: readonly WordMatches[],
  isListed: (slot: number) => boolean,
  visit: (slot: number, worst: number, sum: number) => unknown,
): void {
  const [first, ...others] = lists.toSorted((a, b) => a.slots.length - b.slots.length);
  if (first === undefined) return;
  const { values, length } = first.slots;
  for (let index = 0; index < length; index += 1) {
    const slot = values[index] ?? 0;
    if (!isListed(slot)) continue;
    let worst = first.levelOf(slot);
    let sum = worst;
    for (const list of others) {
      const level = list.levelOf(slot);
      if (level > worst) worst = level;
      sum += level;
    }
    if (worst !== NO_LEVEL && visit(slot, worst, sum) === false) return;
  }
}
