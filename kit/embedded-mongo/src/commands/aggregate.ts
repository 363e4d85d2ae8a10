import { Int32 } from 'bson';
import { pipelineHost } from '../aggregation/pipeline-host.ts';
import { PipelineSource, streamQuery } from '../aggregation/pipeline-source.ts';
import type { SplitPipeline } from '../aggregation/pipeline-split.ts';
import { isDocument, numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { compilePipeline } from '../language/index.ts';
import { failedToParse, mongoError } from '../mongo-error.ts';
import { FindSource } from '../query/find-source.ts';
import { effectiveCollation, prepareQuery } from '../query/query.ts';
import { aggregateParts } from './aggregate-parts.ts';
import { isChangeStream, openChangeStream } from './change-stream.ts';
import { replyWithDocuments } from './collections.ts';
import type { CommandCall } from './command-call.ts';
import { countAll } from './count.ts';
import { ensureCollection } from './create-collection.ts';
import { cursorBatchSize, replyWithCursor } from './cursor-reply.ts';
import { explainCommand } from './explain.ts';
import type { ReadTarget } from './read-target.ts';
import { assertPlanExists, readTarget } from './read-target.ts';
import { runWriteCooperatively } from './run-write.ts';
import { timeSliceOf } from './time-slice-of.ts';
import { flag } from './values.ts';

export const AGGREGATE_FIELDS = [
  'pipeline',
  'explain',
  'allowDiskUse',
  'cursor',
  'bypassDocumentValidation',
  'hint',
  'collation',
  'let',
] as const;

/** Returns the target for another collection in the same snapshot. */
function sibling(target: ReadTarget, namespace: string): ReadTarget {
  return { ...target, collection: target.catalog().get(namespace) };
}

/**
 * Returns the group's `_id` when the rest of the pipeline is the one drivers send for
 * `countDocuments`.
 */
function countingGroup({ rest }: SplitPipeline): unknown {
  const [stage, ...others] = rest;
  if (!stage || others.length > 0 || !isDocument(stage.$group)) return undefined;
  const { _id, n, ...more } = stage.$group;
  if (Object.keys(more).length > 0 || numberOf(_id) === undefined || !isDocument(n)) {
    return undefined;
  }
  return Object.keys(n).length === 1 && numberOf(n.$sum) === 1 ? _id : undefined;
}

/** The aggregate command (manual: reference/command/aggregate/). */
export async function aggregate(call: CommandCall): Promise<Document> {
  const { command, database } = call;
  if (flag(command, 'explain')) return explainCommand(call, command, false);
  if (command.cursor === undefined) {
    throw failedToParse(
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  }
  const batchSize = cursorBatchSize(command);
  const { collection, namespace, stages, split, spec } = aggregateParts(call);
  if (isChangeStream(stages)) return openChangeStream(call, collection, namespace, stages);
  const target = readTarget(call, namespace);
  const suspend = (): void => target.releaseSnapshot();
  try {
    if (split.rest.length === 0) {
      const query = prepareQuery(spec, target);
      const source = new FindSource({
        steps: query.run(),
        skip: split.skip,
        limit: split.limit,
        projection: undefined,
        slice: timeSliceOf(call),
        check: () => assertPlanExists(target, query.plan.access),
        suspend,
        close: suspend,
      });
      return await replyWithCursor(call, namespace, source, { batchSize });
    }
    const counted = countingGroup(split);
    const { skip, limit = Number.POSITIVE_INFINITY } = split;
    const n = counted === undefined ? undefined : countAll(spec, target, { skip, limit });
    if (n !== undefined) {
      const documents = n === 0 ? [] : [{ _id: counted, n: new Int32(n) }];
      suspend();
      return await replyWithDocuments(call, namespace, documents);
    }
    const collation = effectiveCollation(spec.collation, target.collection);
    const pipeline = compilePipeline(split.rest, {
      collation,
      vars: spec.vars,
      now: spec.now,
    });
    if (pipeline.mergesInto && call.transaction) {
      throw mongoError(263, '$merge cannot be used in a transaction');
    }
    const query = prepareQuery(
      spec,
      pipeline.hasOwnInput ? { ...target, collection: undefined } : target,
    );
    const slice = timeSliceOf(call);
    const host = pipelineHost({
      database,
      collation,
      vars: spec.vars,
      slice,
      target: (name) => sibling(target, name),
      write: (run) => runWriteCooperatively(call, run),
      ensureCollection,
    });
    const input = streamQuery(query, split.skip, split.limit, slice);
    const source = new PipelineSource({
      output: pipeline.run(input, host),
      slice,
      suspend,
      check: () => {
        if (!pipeline.hasOwnInput) assertPlanExists(target, query.plan.access);
      },
    });
    return await replyWithCursor(call, namespace, source, {
      // The command runs all writes of $merge before it replies, whatever the batch size.
      batchSize: pipeline.mergesInto ? Number.POSITIVE_INFINITY : batchSize,
    });
  } catch (error) {
    target.releaseSnapshot();
    throw error;
  }
}
