import type { CompiledSort } from '../language/index.ts';
import { cooperativeSort } from '../scheduling/cooperative-sort.ts';
import type { Step } from './scan.ts';
import type { StoredDocument } from './stored-document.ts';

interface Keyed {
  readonly key: readonly unknown[];
  /** Arrival order, which keeps the sort stable. */
  readonly order: number;
  readonly document: StoredDocument;
}

/** Collect this multiple of the limit before discarding the surplus. */
const SLACK = 2;
const MIN_HELD = 1000;

/** Documents collected between two yields. */
const COLLECTED_PER_PAUSE = 128;

/**
 * Sorts in memory. With `limit`, holds only about that many documents at a time. Forwards the
 * yields of the input, and yields while it collects and sorts.
 */
export function* sortDocuments(
  input: Iterable<Step>,
  sort: CompiledSort,
  limit: number | undefined,
): Generator<Step> {
  const compare = (a: Keyed, b: Keyed): number =>
    sort.compareKeys(a.key, b.key) || a.order - b.order;
  const capacity =
    limit === undefined ? Number.POSITIVE_INFINITY : Math.max(MIN_HELD, limit * SLACK);
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
    if (held.length > capacity) held = (yield* cooperativeSort(held, compare)).slice(0, limit);
  }
  const sorted = yield* cooperativeSort(held, compare);
  const end = limit === undefined ? sorted.length : Math.min(limit, sorted.length);
  for (let i = 0; i < end; i += 1) yield sorted[i]?.document;
}
