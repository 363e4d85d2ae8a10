import type { CompiledSort } from '../semantics/index.ts';
import type { Step } from './scan.ts';
import type { StoredDocument } from './stored-document.ts';

interface Keyed {
  readonly key: readonly unknown[];
  /** Place of arrival: documents with equal keys keep it. */
  readonly order: number;
  readonly document: StoredDocument;
}

/** When this many times the wanted number is held, the rest is thrown away. */
const SLACK = 2;
const MIN_HELD = 1000;

/** Documents collected between two pauses. */
const COLLECTED_PER_PAUSE = 128;
/** What is sorted at one go, and merged at one go. */
const RUN = 2048;

/** Sorts in pieces, with a pause behind each, so that a long sort does not hold up the others. */
function* sortInTurns(
  held: readonly Keyed[],
  compare: (a: Keyed, b: Keyed) => number,
): Generator<undefined, readonly Keyed[]> {
  let runs: Keyed[][] = [];
  for (let at = 0; at < held.length; at += RUN) {
    runs.push(held.slice(at, at + RUN).sort(compare));
    yield undefined;
  }
  while (runs.length > 1) {
    const merged: Keyed[][] = [];
    for (let i = 0; i < runs.length; i += 2) {
      merged.push(yield* merge(runs[i] ?? [], runs[i + 1] ?? [], compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* merge(
  left: Keyed[],
  right: Keyed[],
  compare: (a: Keyed, b: Keyed) => number,
): Generator<undefined, Keyed[]> {
  if (right.length === 0) return left;
  const merged: Keyed[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const a = left[i];
    const b = right[j];
    if (a && (!b || compare(a, b) <= 0)) {
      merged.push(a);
      i += 1;
    } else if (b) {
      merged.push(b);
      j += 1;
    } else return merged;
    if (merged.length % RUN === 0) yield undefined;
  }
}

/**
 * Sorts in memory. With `limit` only about that many documents are held at a time. Pauses of the
 * input are passed on, and it pauses itself while it collects and sorts.
 */
export function* sortDocuments(
  input: Iterable<Step>,
  sort: CompiledSort,
  limit: number | undefined,
): Generator<Step> {
  const compare = (a: Keyed, b: Keyed): number =>
    sort.compareKeys(a.key, b.key) || a.order - b.order;
  const most = limit === undefined ? Number.POSITIVE_INFINITY : Math.max(MIN_HELD, limit * SLACK);
  let held: Keyed[] = [];
  let order = 0;
  for (const document of input) {
    if (!document) {
      yield undefined;
      continue;
    }
    held.push({ key: sort.keyOf(document.document), order, document });
    order += 1;
    if (order % COLLECTED_PER_PAUSE === 0) yield undefined;
    if (held.length > most) held = (yield* sortInTurns(held, compare)).slice(0, limit);
  }
  const sorted = yield* sortInTurns(held, compare);
  const end = limit === undefined ? sorted.length : Math.min(limit, sorted.length);
  for (let i = 0; i < end; i += 1) yield sorted[i]?.document;
}
