import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import type { CompiledProjection } from '../language/index.ts';
import { compileProjection } from '../language/index.ts';
import { notSupported } from '../mongo-error.ts';
import { FindSource } from '../query/find-source.ts';
import type { QuerySpec } from '../query/query.ts';
import { prepareQuery } from '../query/query.ts';
import type { CommandCall } from './command-call.ts';
import { DEFAULT_FIRST_BATCH, replyWithCursor } from './cursor-reply.ts';
import { letVariables } from './let-variables.ts';
import { collectionNameOf, namespaceOf } from './namespace.ts';
import { assertPlanExists, readTarget } from './read-target.ts';
import { timeSliceOf } from './time-slice-of.ts';
import { flag, optionalCount, optionalDocument } from './values.ts';

/** Unsupported options of find. */
export const UNSUPPORTED_FIND_OPTIONS = [
  'tailable',
  'awaitData',
  'returnKey',
  'showRecordId',
  'min',
  'max',
  'oplogReplay',
];

export const FIND_FIELDS = [
  'filter',
  'sort',
  'projection',
  'hint',
  'skip',
  'limit',
  'batchSize',
  'singleBatch',
  'max',
  'min',
  'returnKey',
  'showRecordId',
  'tailable',
  'oplogReplay',
  'noCursorTimeout',
  'awaitData',
  'allowPartialResults',
  'allowDiskUse',
  'collation',
  'let',
] as const;

/** Parses a find command. A negative `limit` means a single batch of that size. */
export function findSpec(command: Document): QuerySpec & { readonly limit: number | undefined } {
  for (const field of UNSUPPORTED_FIND_OPTIONS) {
    if (isDocument(command[field]) || flag(command, field)) {
      throw notSupported(`the find option "${field}"`);
    }
  }
  const limit = optionalCount(command, 'limit');
  return {
    filter: optionalDocument(command, 'filter') ?? {},
    sort: optionalDocument(command, 'sort'),
    skip: optionalCount(command, 'skip') ?? 0,
    limit: limit === 0 ? undefined : limit,
    hint: command.hint,
    collation: optionalDocument(command, 'collation'),
    vars: letVariables(command),
    now: new Date(),
  };
}

/** Compiles the projection, if there is one. */
export function compileFields(
  projection: Document | undefined,
  options: Parameters<typeof compileProjection>[1],
): CompiledProjection | undefined {
  if (!projection || Object.keys(projection).length === 0) return undefined;
  return compileProjection(projection, options);
}

/** The find command (manual: reference/command/find/). */
export async function find(call: CommandCall): Promise<Document> {
  const { command } = call;
  const namespace = namespaceOf(call.database, collectionNameOf(call));
  const spec = findSpec(command);
  const batchSize = optionalCount(command, 'batchSize') ?? DEFAULT_FIRST_BATCH;
  const singleBatch = flag(command, 'singleBatch');
  const target = readTarget(call, namespace);
  try {
    const query = prepareQuery(spec, target);
    const projection = compileFields(optionalDocument(command, 'projection'), {
      filter: query.filter,
      collation: query.collation,
      vars: spec.vars,
      now: spec.now,
    });
    const source = new FindSource({
      steps: query.run(),
      skip: spec.skip ?? 0,
      limit: spec.limit,
      projection,
      slice: timeSliceOf(call),
      check: () => assertPlanExists(target, query.plan.access),
      suspend: () => target.releaseSnapshot(),
      close: () => target.releaseSnapshot(),
    });
    return await replyWithCursor(call, namespace, source, { batchSize, singleBatch });
  } catch (error) {
    target.releaseSnapshot();
    throw error;
  }
}
