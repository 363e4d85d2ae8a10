import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import type { MultikeyRegistry } from '../catalog/multikey-registry.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import type { Collation, CompiledFilter, CompiledSort } from '../language/index.ts';
import { compileFilter, compileSort, createCollation } from '../language/index.ts';
import type { QueryPlan } from '../planner/access-plan.ts';
import { planQuery } from '../planner/planner.ts';
import type { Coroutine } from '../scheduling/coroutine.ts';
import type { Counters } from '../storage/counters.ts';
import type { ReadView } from '../storage/read-view.ts';
import type { ScanStats, Step } from './scan.ts';
import { scanDocuments } from './scan.ts';
import { sortDocuments } from './sort-documents.ts';
import type { StoredDocument } from './stored-document.ts';

/** A query in the terms of the find command. */
export interface QuerySpec {
  readonly filter: Document;
  readonly sort?: Document | undefined;
  readonly skip?: number | undefined;
  readonly limit?: number | undefined;
  readonly hint?: unknown;
  readonly collation?: Document | undefined;
  readonly vars?: Document | undefined;
  readonly now?: Date | undefined;
}

/** Collection and view that a query reads. */
export interface QueryTarget {
  readonly view: ReadView;
  /** Absent when the collection does not exist. */
  readonly collection: CollectionInfo | undefined;
  readonly multikeys: MultikeyRegistry;
  readonly counters: Counters;
}

/** A compiled and planned query. It can run once. */
export interface PreparedQuery {
  readonly plan: QueryPlan;
  readonly filter: CompiledFilter;
  readonly sort: CompiledSort | undefined;
  readonly collation: Collation | undefined;
  readonly stats: ScanStats;
  /**
   * Returns the documents in order, without applying skip and limit (but a sort stops at the
   * limit).
   */
  run(): Generator<Step>;
}

const EOF_PLAN: QueryPlan = { access: { kind: 'eof' }, providesSort: true, rejected: () => [] };

/**
 * Returns the collation of an operation: its own, or else the collection's. An empty one is none.
 */
export function effectiveCollation(
  requested: Document | undefined,
  collection: CollectionInfo | undefined,
): Collation | undefined {
  const isGiven = requested !== undefined && Object.keys(requested).length > 0;
  return isGiven ? createCollation(requested) : collection?.collation;
}

/** True for `{ $natural: ±1 }`, which acts as a hint when used as a sort. */
function naturalSort(sort: Document | undefined): boolean {
  return sort !== undefined && Object.hasOwn(sort, '$natural');
}

/** Compiles and plans a query. Reports errors in the filter, the sort and the hint. */
export function prepareQuery(spec: QuerySpec, target: QueryTarget): PreparedQuery {
  const { view, collection, multikeys, counters } = target;
  const collation = effectiveCollation(spec.collation, collection);
  const filter = compileFilter(spec.filter, { collation, vars: spec.vars, now: spec.now });
  const isNatural = naturalSort(spec.sort);
  const hasSort = spec.sort !== undefined && !isNatural && Object.keys(spec.sort).length > 0;
  const sort = hasSort && spec.sort ? compileSort(spec.sort, collation) : undefined;
  const wanted = spec.limit === undefined ? undefined : spec.limit + (spec.skip ?? 0);
  const hint = isNatural ? spec.sort : hasHint(spec.hint) ? spec.hint : undefined;
  const plan = collection
    ? planQuery({ view, collection, multikeys, filter, sort, limit: wanted, collation, hint })
    : EOF_PLAN;
  const stats: ScanStats = { keysExamined: 0, docsExamined: 0 };
  const run = (): Generator<Step> => {
    if (!collection) return none();
    const found = scanDocuments(plan.access, { view, collection, filter, counters, stats });
    if (!sort || plan.providesSort) return found;
    counters.inMemorySorts += 1;
    return sortDocuments(found, sort, wanted);
  };
  return { plan, filter, sort, collation, stats, run };
}

/** False for an empty hint. */
export function hasHint(hint: unknown): boolean {
  return hint !== undefined && !(isDocument(hint) && Object.keys(hint).length === 0);
}

function* none(): Generator<Step> {}

/** Runs a query to its end, or until it has found `limit` documents. */
export function* collectDocuments(
  query: PreparedQuery,
  limit?: number,
): Coroutine<StoredDocument[]> {
  const found: StoredDocument[] = [];
  for (const document of query.run()) {
    if (document) found.push(document);
    if (limit !== undefined && found.length >= limit) break;
    yield undefined;
  }
  return found;
}
