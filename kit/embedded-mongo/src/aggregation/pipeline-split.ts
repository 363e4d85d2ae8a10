import { isDocument, numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';

/** The head of a pipeline as a query, and the rest of the pipeline. */
export interface SplitPipeline {
  readonly filter: Document;
  readonly sort: Document | undefined;
  readonly skip: number;
  readonly limit: number | undefined;
  readonly rest: readonly Document[];
}

function stageOf(stage: Document | undefined): [string, unknown] | undefined {
  const [only, ...others] = stage ? Object.entries(stage) : [];
  return others.length === 0 ? only : undefined;
}

function integerAtLeast(value: unknown, min: number): number | undefined {
  const number = numberOf(value);
  return number !== undefined && Number.isInteger(number) && number >= min ? number : undefined;
}

/**
 * Splits the leading `$match` stages, one `$sort`, `$skip` and `$limit` off a pipeline, in that
 * order, so that the planner can serve them. Malformed stages stay in the pipeline, which reports
 * them.
 */
export function splitPipeline(pipeline: readonly Document[]): SplitPipeline {
  let at = 0;
  const filters: Document[] = [];
  for (;;) {
    const [name, value] = stageOf(pipeline[at]) ?? [];
    if (name !== '$match' || !isDocument(value)) break;
    filters.push(value);
    at += 1;
  }
  const [only] = filters;
  const filter = filters.length > 1 ? { $and: filters } : (only ?? {});
  let sort: Document | undefined;
  const [sortName, sortValue] = stageOf(pipeline[at]) ?? [];
  if (sortName === '$sort' && isDocument(sortValue) && Object.keys(sortValue).length > 0) {
    if (Object.values(sortValue).every((direction) => Math.abs(numberOf(direction) ?? 0) === 1)) {
      sort = sortValue;
      at += 1;
    }
  }
  let skip = 0;
  const [skipName, skipValue] = stageOf(pipeline[at]) ?? [];
  const skipCount = skipName === '$skip' ? integerAtLeast(skipValue, 0) : undefined;
  if (skipCount !== undefined) {
    skip = skipCount;
    at += 1;
  }
  let limit: number | undefined;
  const [limitName, limitValue] = stageOf(pipeline[at]) ?? [];
  const limitCount = limitName === '$limit' ? integerAtLeast(limitValue, 1) : undefined;
  if (limitCount !== undefined) {
    limit = limitCount;
    at += 1;
  }
  return { filter, sort, skip, limit, rest: pipeline.slice(at) };
}
