import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import type { MultikeyRegistry } from '../catalog/multikey-registry.ts';
import type { CollectionInfo, IndexInfo } from '../catalog/types.ts';
import type { Collation, CompiledFilter, CompiledSort, FilterNode } from '../language/index.ts';
import { dependsOnCollation, encodeKey, valuesEqual } from '../language/index.ts';
import { badValue } from '../mongo-error.ts';
import type { StorageRange } from '../storage/key-space.ts';
import type { ReadView } from '../storage/read-view.ts';
import { countUpTo } from '../storage/read-view.ts';
import type { AccessPlan, IdLookup, IndexScan, QueryPlan } from './access-plan.ts';
import { impliesFilter, requiresExistence } from './implication.ts';
import type { IndexBounds, PredicateChoice } from './index-bounds.ts';
import { indexBounds, isSameCollation } from './index-bounds.ts';
import type { PathPredicate } from './predicates.ts';
import { concernsSameKey, conjunctsOf, disjunctionsOf } from './predicates.ts';
import { sortDirection } from './sort-order.ts';

/** Maximum number of keys counted per candidate before candidates are compared. */
const COUNT_CAP = 256;
/** Maximum number of predicate choices tried for multikey paths. */
const MAX_CHOICES = 8;

/** Inputs of the planner. */
interface PlanInput {
  readonly view: ReadView;
  readonly collection: CollectionInfo;
  readonly multikeys: MultikeyRegistry;
  readonly filter: CompiledFilter;
  readonly sort?: CompiledSort | undefined;
  /** Maximum number of documents needed, skipped ones included. */
  readonly limit?: number | undefined;
  readonly collation?: Collation | undefined;
  /** The `hint`: an index name, its key pattern, or `{ $natural: ±1 }`. */
  readonly hint?: unknown;
}

interface Candidate {
  readonly scan: IndexScan;
  readonly providesSort: boolean;
  readonly boundedFields: number;
  /** True for a unique index with one value for each of its fields: one key at most is read. */
  readonly isUniqueKey: boolean;
}

const NONE = () => [];

/** Chooses the access plan. The cheapest candidate wins, by the number of keys it would read. */
export function planQuery(input: PlanInput): QueryPlan {
  const { collection, filter, sort, hint } = input;
  const predicates = conjunctsOf(filter.ast);
  const hinted = hint === undefined ? undefined : resolveHint(collection, hint);
  if (hinted === 'forward' || hinted === 'backward') {
    return naturalPlan(hinted === 'backward');
  }
  if (!hinted) {
    const lookup = idLookup(predicates, filter.ast, input.collation);
    if (lookup) return { access: lookup, providesSort: true, rejected: NONE };
  }
  const indexes = hinted ? [hinted] : collection.indexes.filter((index) => !index.isHidden);
  if (!hinted && !sort) {
    const unique = uniqueKey(input, indexes, predicates);
    if (unique) return unique;
  }
  const candidates = indexes.flatMap((index) =>
    candidatesFor(input, index, predicates, hinted !== undefined),
  );
  const best = cheapest(input, candidates);
  if (best) {
    const rejected = () => candidates.flatMap(({ scan }) => (scan === best.scan ? [] : [scan]));
    const isWholeIndex = best.boundedFields === 0;
    const or = isWholeIndex && !hinted && !sort ? orPlan(input) : undefined;
    if (or) return or;
    return { access: best.scan, providesSort: best.providesSort, rejected };
  }
  return orPlan(input) ?? naturalPlan(false);
}

function naturalPlan(isReverse: boolean): QueryPlan {
  return { access: { kind: 'collscan', isReverse }, providesSort: false, rejected: NONE };
}

function resolveHint(
  collection: CollectionInfo,
  hint: unknown,
): IndexInfo | 'forward' | 'backward' {
  if (isDocument(hint) && Object.keys(hint)[0] === '$natural') {
    return valuesEqual(hint.$natural, -1) ? 'backward' : 'forward';
  }
  const found =
    typeof hint === 'string'
      ? collection.indexes.find((index) => index.name === hint)
      : collection.indexes.find((index) => isSamePattern(index.keyPattern, hint));
  if (!found || found.isHidden) {
    throw badValue(
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  }
  return found;
}

function isSamePattern(pattern: Document, hint: unknown): boolean {
  return isDocument(hint) && valuesEqual(pattern, hint);
}

/** Returns a lookup when an equality on `_id` restricts the filter to at most one document. */
function idLookup(
  predicates: readonly PathPredicate[],
  root: FilterNode,
  collation: Collation | undefined,
): IdLookup | undefined {
  if (root.kind !== 'eq' && root.kind !== 'and') return undefined;
  for (const { path, node } of predicates) {
    if (path !== '_id' || node.kind !== 'eq') continue;
    if (collation && dependsOnCollation(node.value)) continue;
    if (node.value === null || node.value === undefined || Array.isArray(node.value)) continue;
    return { kind: 'idhack', id: Buffer.from(encodeKey([node.value], [1])) };
  }
  return undefined;
}

/** Returns true when a predicate has one value. */
function isOneValue({ node }: PathPredicate): boolean {
  return node.kind === 'eq' || (node.kind === 'in' && node.values.length === 1);
}

/**
 * Returns the plan that reads one key of a unique index, if there is one. No other plan reads less
 * that matters, so none is computed unless `explain` asks.
 */
function uniqueKey(
  input: PlanInput,
  indexes: readonly IndexInfo[],
  predicates: readonly PathPredicate[],
): QueryPlan | undefined {
  const single = new Set(predicates.filter(isOneValue).map(({ path }) => path));
  for (const index of indexes) {
    if (!index.isUnique || !index.fields.every((field) => single.has(field))) continue;
    const own = candidatesFor(input, index, predicates, false);
    const best = own.find(({ isUniqueKey }) => isUniqueKey);
    if (!best) continue;
    const rejected = () =>
      indexes
        .flatMap((each) => (each === index ? own : candidatesFor(input, each, predicates, false)))
        .flatMap(({ scan }) => (scan === best.scan ? [] : [scan]));
    return { access: best.scan, providesSort: best.providesSort, rejected };
  }
  return undefined;
}

/** Enumerates choices of one predicate per multikey path, for paths that have several. */
function choicesFor(
  index: IndexInfo,
  multikeyPaths: ReadonlySet<string>,
  arrayPaths: ReadonlySet<string> | undefined,
  predicates: readonly PathPredicate[],
): PredicateChoice[] {
  let choices: Map<string, PathPredicate>[] = [new Map()];
  for (const field of index.fields) {
    if (!multikeyPaths.has(field)) continue;
    const all = predicates.filter((predicate) => predicate.path === field);
    const own = all.filter(
      (predicate, i) =>
        !all.slice(0, i).some((other) => concernsSameKey(other, predicate, arrayPaths)),
    );
    if (own.length === 0) continue;
    choices = choices.flatMap((choice) =>
      own.map((predicate) => new Map(choice).set(field, predicate)),
    );
    choices = choices.slice(0, MAX_CHOICES);
  }
  return choices;
}

function candidatesFor(
  input: PlanInput,
  index: IndexInfo,
  predicates: readonly PathPredicate[],
  isHinted: boolean,
): Candidate[] {
  if (index.partialFilter && !isHinted) {
    const isSame = isSameCollation(index.collation, input.collation);
    const collations = { collation: index.collation, isSame };
    if (!impliesFilter(predicates, index.partialFilter.ast, collations)) return [];
  }
  const isComplete =
    !index.isSparse ||
    isHinted ||
    predicates.some(({ path, node }) => index.fields.includes(path) && requiresExistence(node));
  if (!isComplete) return [];
  const multikeyPaths = input.multikeys.pathsOf(index.id);
  const arrayPaths = input.multikeys.arrayPathsOf(index.id);
  const found: Candidate[] = [];
  for (const choice of choicesFor(index, multikeyPaths, arrayPaths, predicates)) {
    const bounds = indexBounds({
      index,
      multikeyPaths,
      arrayPaths,
      predicates,
      collation: input.collation,
      choice,
    });
    const direction = sortDirectionOf(input, index, multikeyPaths, bounds);
    if (bounds.boundedFields === 0 && direction === undefined && !isHinted) continue;
    found.push({
      boundedFields: bounds.boundedFields,
      providesSort: direction !== undefined,
      isUniqueKey: index.isUnique && bounds.fixedFields === index.fields.length,
      scan: {
        kind: 'ixscan',
        index,
        ranges: bounds.ranges,
        isReverse: direction === -1,
        isMultikey: multikeyPaths.size > 0,
        bounds: bounds.show,
      },
    });
    if (bounds.boundedFields === 0) break;
  }
  return found;
}

function sortDirectionOf(
  input: PlanInput,
  index: IndexInfo,
  multikeyPaths: ReadonlySet<string>,
  bounds: IndexBounds,
): 1 | -1 | undefined {
  if (!input.sort || input.multikeys.hasTruncatedKeys(index.id)) return undefined;
  if (!isSameCollation(index.collation, input.collation) || index.collation) return undefined;
  return sortDirection(index, input.sort, multikeyPaths, bounds);
}

function countKeys(view: ReadView, ranges: readonly StorageRange[], cap: number): number {
  let count = 0;
  for (const range of ranges) {
    count += countUpTo(view, range, cap - count);
    if (count >= cap) break;
  }
  return count;
}

function cheapest(input: PlanInput, candidates: readonly Candidate[]): Candidate | undefined {
  const [first] = candidates;
  if (candidates.length < 2) return first;
  // Those that read few keys first: the others are counted no further than those.
  const inTurn = candidates.toSorted((a, b) => Number(isSelective(b)) - Number(isSelective(a)));
  let best: { candidate: Candidate; cost: number } | undefined;
  for (const candidate of inTurn) {
    const cost = costOf(input, candidate, best?.cost);
    const isFirst = best && candidates.indexOf(candidate) < candidates.indexOf(best.candidate);
    if (!best || cost < best.cost || (cost === best.cost && isFirst)) best = { candidate, cost };
  }
  return best?.candidate;
}

/** True when all fields of a unique index have bounds. */
const isSelective = ({ scan: { index }, boundedFields }: Candidate) =>
  index.isUnique && boundedFields === index.fields.length;

/** Cost factor of a sort in memory, in keys: it must read all matches first. */
const SORT_PENALTY = 1.5;
/** Breaks ties in favor of more bounded fields. */
const FIELD_BONUS = 0.01;

/** Computes the cost of a candidate; without a sort, any higher value than `least` if it is higher. */
function costOf(
  input: PlanInput,
  { scan, providesSort, boundedFields }: Candidate,
  least = Number.POSITIVE_INFINITY,
): number {
  // So many keys cost more than `least`, whatever the bonus.
  const enough = input.sort ? COUNT_CAP : Math.floor(least + (boundedFields + 2) * FIELD_BONUS) + 1;
  const cap = Math.min(COUNT_CAP, enough);
  const total = boundedFields === 0 ? COUNT_CAP * 4 : countKeys(input.view, scan.ranges, cap);
  const isOpenEnded = total >= COUNT_CAP;
  let cost: number = isOpenEnded ? COUNT_CAP * (1 + 1 / (1 + boundedFields)) : total;
  if (boundedFields === 0) cost = COUNT_CAP * 4;
  if (input.sort) {
    if (!providesSort) cost *= isOpenEnded ? SORT_PENALTY * 4 : SORT_PENALTY;
    else if (input.limit !== undefined && isOpenEnded) {
      cost = Math.min(cost, Math.max(input.limit * 2, 1) + COUNT_CAP / (1 + boundedFields));
    }
  }
  if (scan.index.isUnique && total <= 1) cost -= FIELD_BONUS * 2;
  return cost - boundedFields * FIELD_BONUS;
}

/** Plans a top-level `$or` when an index serves every branch. */
function orPlan(input: PlanInput): QueryPlan | undefined {
  for (const nodes of disjunctionsOf(input.filter.ast)) {
    const branches: (IndexScan | IdLookup)[] = [];
    for (const node of nodes) {
      const access = branchPlan(input, node);
      if (!access) break;
      branches.push(access);
    }
    if (branches.length === nodes.length) {
      return { access: { kind: 'or', branches }, providesSort: false, rejected: NONE };
    }
  }
  return undefined;
}

function branchPlan(input: PlanInput, node: FilterNode): IndexScan | IdLookup | undefined {
  const predicates = conjunctsOf(node);
  const lookup = idLookup(predicates, node, input.collation);
  if (lookup) return lookup;
  const unsorted = { ...input, sort: undefined, limit: undefined };
  const candidates = input.collection.indexes
    .filter((index) => !index.isHidden)
    .flatMap((index) => candidatesFor(unsorted, index, predicates, false));
  return cheapest(unsorted, candidates)?.scan;
}

/** Returns the indexes that a plan reads. */
export function indexesOf(plan: AccessPlan): readonly IndexInfo[] {
  if (plan.kind === 'ixscan') return [plan.index];
  if (plan.kind !== 'or') return [];
  return plan.branches.flatMap((branch) => (branch.kind === 'ixscan' ? [branch.index] : []));
}
