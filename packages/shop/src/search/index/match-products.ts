import type { CodeIndex } from './code-index.ts';
import { CODE_LEVEL, LEVEL_OF_MASK, NO_LEVEL, OFFSETS } from './fields.ts';
import type { IntList } from './postings.ts';
import type { PlannedWord, SearchPlan } from './search-plan.ts';
import { maxTyposOf, type WordIndex } from './word-index.ts';
import { WordMatches } from './word-matches.ts';

/** Characters of a word that may be the beginning of a code, or a half of a joined word. */
const MIN_CODE = 3;
const MIN_HALF = 3;

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
  readonly #half = new WordMatches();
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
      words.forEachBeginning(spelling, (slot, mask, isWhole) => {
        list.note(
          slot,
          (LEVEL_OF_MASK[mask] ?? NO_LEVEL) + (isWhole ? OFFSETS.whole : OFFSETS.beginning),
        );
      });
    }
    for (const spelling of word.spellings) {
      if (spelling.length >= MIN_CODE) {
        codes.forEachBeginning(spelling, (slot, isWhole) => {
          list.note(slot, CODE_LEVEL + (isWhole ? OFFSETS.whole : OFFSETS.beginning));
        });
      }
      const half = this.#half;
      for (let at = MIN_HALF; at <= spelling.length - MIN_HALF; at += 1) {
        half.reset(capacity);
        const isWord = words.forEachOf(spelling.slice(0, at), (slot, mask) => {
          half.note(slot, LEVEL_OF_MASK[mask] ?? NO_LEVEL);
        });
        if (!isWord) continue;
        words.forEachOf(spelling.slice(at), (slot, mask) => {
          const other = half.levelOf(slot);
          if (other === NO_LEVEL) return;
          const level = Math.max(other, LEVEL_OF_MASK[mask] ?? NO_LEVEL);
          list.note(slot, level + OFFSETS.beginning);
        });
      }
    }
  }
}

function addTypos({ words }: MatchedIndex, spelling: string, list: WordMatches): void {
  const maxTypos = maxTyposOf(spelling);
  if (maxTypos === 0) return;
  words.forEachTypo(spelling, maxTypos, (slot, mask, typos) => {
    list.note(slot, (LEVEL_OF_MASK[mask] ?? NO_LEVEL) + OFFSETS.typo + typos - 1);
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
