import type { TRPCProcedureType } from '@trpc/server';
import type { CompiledProcedure } from '../compile/compile-procedure.ts';
import type { ProcedureTable } from '../compile/procedure-table.ts';
import { readQuery } from './query-string.ts';

/** What decides whether a request is a usual one. */
export interface RequestRules {
  readonly table: ProcedureTable;
  readonly allowsBatches: boolean;
  readonly allowsMethodOverride: boolean;
  readonly maxBatchSize: number | undefined;
}

/** A usual request: procedures that exist, of one type, called the usual way. */
export interface RequestPlan {
  readonly isBatch: boolean;
  readonly isPost: boolean;
  readonly type: TRPCProcedureType;
  readonly procedures: readonly CompiledProcedure[];
  /** Text of the query's `input`; only of a GET. */
  readonly queryInput: string | undefined;
}

const JSON_TYPE = 'application/json';
const STREAM_TYPE = 'application/jsonl';

/** Whether tRPC takes a request with these headers for a JSON request with one answer. */
function hasUsualHeaders({ headers }: Request, isPost: boolean): boolean {
  const contentType = headers.get('content-type');
  const isJson =
    contentType === null
      ? !isPost
      : contentType === JSON_TYPE || contentType.startsWith(`${JSON_TYPE};`);
  return (
    isJson &&
    headers.get('trpc-accept') === null &&
    headers.get('accept')?.includes(STREAM_TYPE) !== true
  );
}

/**
 * Reads from the strings of a request which procedures it calls; returns null for anything unusual,
 * without any effect: no body is read, nothing is parsed.
 *
 * @param prefix path in front of those of procedures: `/trpc/`
 */
export function planRequest(
  request: Request,
  prefix: string,
  { table, allowsBatches, allowsMethodOverride, maxBatchSize }: RequestRules,
): RequestPlan | null {
  const { method, url } = request;
  const isPost = method === 'POST';
  if (!isPost && method !== 'GET') return null;

  const pathStart = url.indexOf('/', url.indexOf('://') + 3);
  if (pathStart === -1 || !url.startsWith(prefix, pathStart)) return null;
  const queryStart = url.indexOf('?', pathStart);
  const pathEnd = queryStart === -1 ? url.length : queryStart;
  const path = url.slice(pathStart + prefix.length, pathEnd);
  const query = readQuery(queryStart === -1 ? '' : url.slice(queryStart + 1));
  if (query === null || !hasUsualHeaders(request, isPost)) return null;

  const { isBatch, input } = query;
  if (isBatch && !allowsBatches) return null;
  const paths = isBatch ? path.split(',') : [path];
  if (isBatch && maxBatchSize !== undefined && paths.length > maxBatchSize) return null;

  const procedures: CompiledProcedure[] = [];
  let type: TRPCProcedureType | undefined;
  for (const one of paths) {
    const procedure = table.find(one);
    if (procedure === undefined || (type ?? procedure.type) !== procedure.type) return null;
    type = procedure.type;
    procedures.push(procedure);
  }
  const isAccepted = isPost
    ? type === 'mutation' || (type === 'query' && allowsMethodOverride)
    : type === 'query';
  if (type === undefined || !isAccepted) return null;
  return { isBatch, isPost, type, procedures, queryInput: isPost ? undefined : input };
}
