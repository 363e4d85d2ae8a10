import type { CodeIndex } from './code-index.ts';
import { bitOf, CODE_LEVEL, NO_LEVEL, OFFSETS } from './fields.ts';
import type { IntList } from './int-list.ts';
import { MatchList } from './match-list.ts';
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

/** What a search has found. Valid until the next search. */
export interface Matches {
  readonly length: number;
  readonly values: Uint32Array;
  /** The levels by slot, of each word. */
  readonly levels: readonly Uint8Array[];
  /** Returns whether the search is a code of the product. */
  isCode(slot: number): boolean;
}

export interface MatchedIndex {
  readonly words: WordIndex;
  readonly codes: CodeIndex;
  /** Number of slots, used or not. */
  readonly capacity: number;
  /** Numbers of the statuses by slot. */
  readonly statuses: Uint8Array;
}

/**
 * Finds the products that have every word of a search. Its lists are kept from search to search;
 * a search runs to its end without waiting, so two never share them.
 */
export class ProductMatcher {
  readonly #lists: WordMatches[] = [];
  readonly #halves = [new WordMatches(), new WordMatches()] as const;
  readonly #isCode = new WordMatches();
  readonly #found = new MatchList();

  /**
   * Finds the products of a status. Typos count for words that none of them has, and, where none has all
   * words, for every word.
   */
  match(index: MatchedIndex, plan: SearchPlan, status: number): Matches {
    const { capacity, statuses } = index;
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
    for (const [at, list] of lists.entries()) {
      if (!hasSome(list.slots, statuses, status)) mistype(at);
    }
    const found = this.#found;
    found.intersect(lists, statuses, status);
    if (found.length === 0) {
      for (const at of lists.keys()) mistype(at);
      found.intersect(lists, statuses, status);
    }
    const { length, values, levels } = found;
    const isFoundCode = (slot: number) => isCode.levelOf(slot) !== NO_LEVEL;
    return { length, values, levels, isCode: isFoundCode };
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

function hasSome({ values, length }: IntList, statuses: Uint8Array, status: number): boolean {
  for (let index = 0; index < length; index += 1) {
    if (statuses[values[index] ?? 0] === status) return true;
  }
  return false;
}
