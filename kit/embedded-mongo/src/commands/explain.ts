import { hostname } from 'node:os';
import { isDocument, numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { compilePipeline } from '../language/index.ts';
import { badValue, failedToParse, mongoError, notSupported } from '../mongo-error.ts';
import type { ExplainInput } from '../query/explain-plan.ts';
import { executionStats, queryPlanner } from '../query/explain-plan.ts';
import type { QuerySpec } from '../query/query.ts';
import { prepareQuery } from '../query/query.ts';
import { aggregateParts } from './aggregate-parts.ts';
import type { CommandCall } from './command-call.ts';
import { findSpec } from './find.ts';
import { findAndModifySpec } from './find-and-modify.ts';
import { SERVER_VERSION } from './handshake.ts';
import { letVariables } from './let-variables.ts';
import { namespaceOf } from './namespace.ts';
import { withReadTarget } from './read-target.ts';
import { timeSliceOf } from './time-slice-of.ts';
import { documentsOf, optionalDocument, optionalString, requireArray } from './values.ts';

interface Explained {
  readonly namespace: string;
  readonly spec: QuerySpec;
  readonly projection?: Document | undefined;
  readonly top?: string;
  /** Maximum number of documents that the operation reads. */
  readonly limit?: number | undefined;
  /** Stages of a pipeline that run after the query. */
  readonly stages?: readonly Document[];
}

function onlyStatement(command: Document, field: string): Document {
  const statements = documentsOf(requireArray(command, field), field);
  const [only] = statements;
  if (!only || statements.length > 1) throw badValue(`explain needs exactly one of ${field}`);
  return only;
}

function explained(call: CommandCall, inner: Document): Explained {
  const name = Object.keys(inner)[0] ?? '';
  const namespace = namespaceOf(call.database, String(inner[name]));
  const vars = letVariables(inner);
  switch (name) {
    case 'find': {
      const spec = findSpec(inner);
      const projection = optionalDocument(inner, 'projection');
      return { namespace, spec, projection, limit: spec.limit };
    }
    case 'count':
    case 'distinct': {
      const filter = optionalDocument(inner, 'query') ?? {};
      const collation = optionalDocument(inner, 'collation');
      const spec = { filter, collation, hint: inner.hint };
      return { namespace, spec, ...(name === 'count' ? { top: 'COUNT' } : {}) };
    }
    case 'aggregate': {
      if (inner.writeConcern !== undefined) {
        throw failedToParse("Aggregation explain does not support the 'writeConcern' option");
      }
      const { split, spec } = aggregateParts({ ...call, command: inner, name });
      // Refuse whatever the command itself would refuse.
      compilePipeline(split.rest, { vars });
      return { namespace, spec, limit: split.limit, stages: split.rest };
    }
    case 'update': {
      const { q, multi, hint, collation } = onlyStatement(inner, 'updates');
      const spec = specOf(q, hint, collation, vars);
      return { namespace, spec, top: 'UPDATE', limit: multi === true ? undefined : 1 };
    }
    case 'delete': {
      const { q, limit, hint, collation } = onlyStatement(inner, 'deletes');
      const spec = specOf(q, hint, collation, vars);
      return { namespace, spec, top: 'DELETE', limit: numberOf(limit) === 1 ? 1 : undefined };
    }
    case 'findAndModify': {
      const { query, update } = findAndModifySpec(inner);
      return { namespace, spec: query, top: update ? 'UPDATE' : 'DELETE', limit: 1 };
    }
    default:
      throw notSupported(`explain of the command ${name}`);
  }
}

function specOf(
  filter: unknown,
  hint: unknown,
  collation: unknown,
  vars: Document | undefined,
): QuerySpec {
  if (!isDocument(filter)) throw badValue('The query to explain must be an object');
  return { filter, hint, vars, collation: isDocument(collation) ? collation : undefined };
}

/** The explain command (manual: reference/command/explain/). It never executes writes. */
export function explain(call: CommandCall): Promise<Document> {
  const inner = optionalDocument(call.command, 'explain') ?? {};
  const verbosity = optionalString(call.command, 'verbosity') ?? 'allPlansExecution';
  if (!['queryPlanner', 'executionStats', 'allPlansExecution'].includes(verbosity)) {
    throw mongoError(
      9,
      "verbosity string must be one of {'queryPlanner', 'executionStats', 'allPlansExecution'}",
    );
  }
  return explainCommand(call, inner, verbosity !== 'queryPlanner');
}

/** Explains the inner command. With `isRun` it executes the query and reports counts. */
export function explainCommand(
  call: CommandCall,
  inner: Document,
  isRun: boolean,
): Promise<Document> {
  const { namespace, spec, projection, top, limit, stages } = explained(call, inner);
  return withReadTarget(call, namespace, async (target) => {
    const startedAt = Date.now();
    const query = prepareQuery({ ...spec, limit }, target);
    const input: ExplainInput = {
      namespace,
      filter: spec.filter,
      plan: query.plan,
      sort: query.sort ? spec.sort : undefined,
      skip: spec.skip ?? 0,
      limit: top ? undefined : limit,
      projection,
      top,
    };
    let stats: Document | undefined;
    if (isRun) {
      const slice = timeSliceOf(call);
      const most = limit === undefined ? Number.POSITIVE_INFINITY : limit + (spec.skip ?? 0);
      let found = 0;
      for (const document of query.run()) {
        if (document) found += 1;
        if (found >= most) break;
        const pause = slice.pause();
        if (pause) await pause;
      }
      const returned = top ? 0 : Math.max(0, found - (spec.skip ?? 0));
      stats = executionStats(input, query.stats, returned, Date.now() - startedAt);
    }
    const parts = {
      queryPlanner: queryPlanner(input),
      ...(stats ? { executionStats: stats } : {}),
    };
    const body = stages && stages.length > 0 ? { stages: [{ $cursor: parts }, ...stages] } : parts;
    return {
      explainVersion: '1',
      ...body,
      command: inner,
      serverInfo: { host: hostname(), port: 0, version: SERVER_VERSION, gitVersion: 'trastienda' },
    };
  });
}
