import type { SplitPipeline } from '../aggregation/pipeline-split.ts';
import { splitPipeline } from '../aggregation/pipeline-split.ts';
import type { Document } from '../bson/document.ts';
import { failedToParse, mongoError } from '../mongo-error.ts';
import type { QuerySpec } from '../query/query.ts';
import type { CommandCall } from './command-call.ts';
import { letVariables } from './let-variables.ts';
import { withLocalSessions } from './local-sessions.ts';
import { namespaceOf } from './namespace.ts';
import { documentsOf, optionalDocument, requireArray } from './values.ts';

/** A parsed aggregate command: the head of the pipeline as a query, and the rest. */
interface AggregateParts {
  /** Empty for `aggregate: 1`, which has no collection. */
  readonly collection: string;
  readonly namespace: string;
  readonly stages: readonly Document[];
  readonly split: SplitPipeline;
  readonly spec: QuerySpec;
}

/** Returns the namespace and pipeline of an aggregate command. */
export function aggregateParts(call: CommandCall): AggregateParts {
  const { command, database } = call;
  const named = command.aggregate;
  const collection = typeof named === 'string' ? named : '';
  if (collection === '' && named !== 1 && String(named) !== '1') {
    throw failedToParse(
      "Invalid command format: the 'aggregate' field must specify a collection name or 1",
    );
  }
  const namespace =
    collection === '' ? `${database}.$cmd.aggregate` : namespaceOf(database, collection);
  const stages = withLocalSessions(
    call.services.sessions,
    collection,
    documentsOf(requireArray(command, 'pipeline'), 'pipeline'),
  );
  for (const stage of stages) {
    if (Object.keys(stage).length !== 1) {
      throw mongoError(
        40323,
        'A pipeline stage specification object must contain exactly one field.',
      );
    }
  }
  const split = collection === '' ? wholePipeline(stages) : splitPipeline(stages);
  const spec: QuerySpec = {
    filter: split.filter,
    sort: split.sort,
    skip: split.skip,
    limit: split.limit,
    hint: command.hint,
    collation: optionalDocument(command, 'collation'),
    vars: letVariables(command),
    now: new Date(),
  };
  return { collection, namespace, stages, split, spec };
}

function wholePipeline(stages: readonly Document[]): SplitPipeline {
  return { filter: {}, sort: undefined, skip: 0, limit: undefined, rest: stages };
}
