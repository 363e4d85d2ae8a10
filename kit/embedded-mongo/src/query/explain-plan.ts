import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import type { AccessPlan, IndexScan, QueryPlan } from '../planner/access-plan.ts';
import type { ScanStats } from './scan.ts';

/** What `explain` shows besides the access plan. */
export interface ExplainInput {
  readonly namespace: string;
  readonly filter: Document;
  readonly plan: QueryPlan;
  readonly sort: Document | undefined;
  readonly skip: number;
  readonly limit: number | undefined;
  readonly projection: Document | undefined;
  /** Outermost stage: `COUNT`, `UPDATE`, `DELETE` … */
  readonly top: string | undefined;
}

function indexStage(scan: IndexScan): Document {
  const { index } = scan;
  return {
    stage: 'IXSCAN',
    keyPattern: index.keyPattern,
    indexName: index.name,
    ...(index.collation ? { collation: index.collation.spec } : {}),
    isMultiKey: scan.isMultikey,
    isUnique: index.isUnique,
    isSparse: index.isSparse,
    isPartial: index.partialFilter !== undefined,
    indexVersion: 2,
    direction: scan.isReverse ? 'backward' : 'forward',
    indexBounds: scan.bounds,
  };
}

function accessStage(plan: AccessPlan, filter: Document): Document {
  const shown = Object.keys(filter).length > 0 ? { filter } : {};
  switch (plan.kind) {
    case 'eof':
      return { stage: 'EOF' };
    case 'collscan':
      return { stage: 'COLLSCAN', ...shown, direction: plan.isReverse ? 'backward' : 'forward' };
    case 'idhack':
      return { stage: 'IDHACK' };
    case 'ixscan':
      return { stage: 'FETCH', ...shown, inputStage: indexStage(plan) };
    case 'or':
      return {
        stage: 'FETCH',
        ...shown,
        inputStage: {
          stage: 'OR',
          inputStages: plan.branches.map((branch) =>
            branch.kind === 'ixscan' ? indexStage(branch) : { stage: 'IDHACK' },
          ),
        },
      };
  }
}

function wrap(stage: Document, name: string, fields: Document = {}): Document {
  return { stage: name, ...fields, inputStage: stage };
}

/** Builds the stages of a plan as a tree, the outermost first. */
function planStages(input: ExplainInput): Document {
  const { plan, filter, sort, skip, limit, projection, top } = input;
  let stage = accessStage(plan.access, filter);
  const isSorting = sort !== undefined && !plan.providesSort;
  if (isSorting) {
    const wanted = limit === undefined ? {} : { limitAmount: limit + skip };
    stage = wrap(stage, 'SORT', { sortPattern: sort, ...wanted, type: 'simple' });
  }
  if (skip > 0) stage = wrap(stage, 'SKIP', { skipAmount: skip });
  if (limit !== undefined) stage = wrap(stage, 'LIMIT', { limitAmount: limit });
  if (projection && Object.keys(projection).length > 0) {
    stage = wrap(stage, 'PROJECTION_DEFAULT', { transformBy: projection });
  }
  return top ? wrap(stage, top) : stage;
}

/** Builds the `queryPlanner` section. */
export function queryPlanner(input: ExplainInput): Document {
  return {
    namespace: input.namespace,
    parsedQuery: input.filter,
    indexFilterSet: false,
    optimizationTimeMillis: 0,
    winningPlan: planStages(input),
    rejectedPlans: input.plan
      .rejected()
      .map((access) =>
        planStages({ ...input, plan: { ...input.plan, access, providesSort: false } }),
      ),
  };
}

/** Builds the `executionStats` section. The counts come from a real execution. */
export function executionStats(
  input: ExplainInput,
  stats: ScanStats,
  nReturned: number,
  milliseconds: number,
): Document {
  const totals = {
    totalKeysExamined: stats.keysExamined,
    totalDocsExamined: stats.docsExamined,
  };
  return {
    executionSuccess: true,
    nReturned,
    executionTimeMillis: milliseconds,
    ...totals,
    executionStages: annotate(planStages(input), stats, nReturned),
  };
}

function annotate(stage: Document, stats: ScanStats, nReturned: number): Document {
  const { inputStage, inputStages, ...rest } = stage;
  const counts: Document = { nReturned };
  if (stage.stage === 'COLLSCAN' || stage.stage === 'FETCH')
    counts.docsExamined = stats.docsExamined;
  if (stage.stage === 'IXSCAN') {
    counts.nReturned = stats.keysExamined;
    counts.keysExamined = stats.keysExamined;
  }
  return {
    ...rest,
    ...counts,
    ...(isDocument(inputStage) ? { inputStage: annotate(inputStage, stats, nReturned) } : {}),
    ...(inputStages ? { inputStages } : {}),
  };
}
