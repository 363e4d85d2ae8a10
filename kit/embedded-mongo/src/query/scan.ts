import type { CollectionInfo } from '../catalog/types.ts';
import type { CompiledFilter } from '../language/index.ts';
import type { AccessPlan, IndexScan } from '../planner/access-plan.ts';
import type { Counters } from '../storage/counters.ts';
import { DATA_PREFIX_BYTES, dataKey, dataRange } from '../storage/key-space.ts';
import type { ReadView } from '../storage/read-view.ts';
import { RangeWalker } from './range-walker.ts';
import { StoredDocument } from './stored-document.ts';

/** Counts of one execution, for `explain`. */
export interface ScanStats {
  keysExamined: number;
  docsExamined: number;
}

/** A document, or `undefined` at a point where the reader may yield. */
export type Step = StoredDocument | undefined;

const STEPS_PER_PAUSE = 128;

/** Inputs of a scan besides its plan. */
interface ScanInput {
  readonly view: ReadView;
  readonly collection: CollectionInfo;
  readonly filter: CompiledFilter;
  readonly counters: Counters;
  readonly stats: ScanStats;
}

/** Returns the documents that the plan reaches and the filter matches. */
export function* scanDocuments(plan: AccessPlan, input: ScanInput): Generator<Step> {
  switch (plan.kind) {
    case 'eof':
      return;
    case 'collscan':
      input.counters.countScan(input.collection.namespace);
      yield* scanCollection(input, plan.isReverse);
      return;
    case 'idhack':
      yield* fetchOne(input, plan.id);
      return;
    case 'ixscan':
      yield* scanIndex(input, plan, plan.isMultikey ? new Set() : undefined);
      return;
    case 'or': {
      const seen = new Set<string>();
      for (const branch of plan.branches) {
        if (branch.kind === 'ixscan') yield* scanIndex(input, branch, seen);
        else yield* fetchOne(input, branch.id, seen);
      }
    }
  }
}

function examine(input: ScanInput, document: StoredDocument): boolean {
  input.stats.docsExamined += 1;
  input.counters.docsExamined += 1;
  return input.filter.matches(document.document);
}

function* scanCollection(input: ScanInput, isReverse: boolean): Generator<Step> {
  const walker = new RangeWalker(input.view, [dataRange(input.collection.id)], isReverse);
  let idleSteps = 0;
  try {
    for (let entry = walker.next(); entry; entry = walker.next()) {
      const document = new StoredDocument(entry.key.subarray(DATA_PREFIX_BYTES), entry.value);
      if (examine(input, document)) {
        idleSteps = 0;
        yield document;
      } else {
        idleSteps += 1;
        if (idleSteps % STEPS_PER_PAUSE === 0) yield undefined;
      }
    }
  } finally {
    walker.close();
  }
}

function* fetchOne(input: ScanInput, id: Buffer, seen?: Set<string>): Generator<Step> {
  input.stats.keysExamined += 1;
  input.counters.keysExamined += 1;
  if (seen && !addUnseen(seen, id)) return;
  const raw = input.view.get(dataKey(input.collection.id, id));
  if (!raw) return;
  const document = new StoredDocument(id, raw);
  if (examine(input, document)) yield document;
}

function addUnseen(seen: Set<string>, id: Buffer): boolean {
  const size = seen.size;
  seen.add(id.toString('latin1'));
  return seen.size > size;
}

function* scanIndex(
  input: ScanInput,
  plan: IndexScan,
  seen: Set<string> | undefined,
): Generator<Step> {
  const { view, collection, stats, counters } = input;
  const { index } = plan;
  const walker = new RangeWalker(view, plan.ranges, plan.isReverse);
  let idleSteps = 0;
  try {
    for (let entry = walker.next(); entry; entry = walker.next()) {
      stats.keysExamined += 1;
      counters.keysExamined += 1;
      idleSteps += 1;
      if (idleSteps % STEPS_PER_PAUSE === 0) yield undefined;
      const id = index.isClustered ? entry.key.subarray(DATA_PREFIX_BYTES) : entry.value;
      if (seen && !addUnseen(seen, id)) continue;
      const raw = index.isClustered ? entry.value : view.get(dataKey(collection.id, id));
      // After a resumed cursor seeks again, the document of an entry may be gone.
      if (!raw) continue;
      const document = new StoredDocument(id, raw);
      if (!examine(input, document)) continue;
      idleSteps = 0;
      yield document;
    }
  } finally {
    walker.close();
  }
}
