import type { Document } from '../bson/document.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import type {
  Collation,
  DocumentStream,
  MergeDecision,
  MergeTarget,
  PipelineHost,
} from '../language/index.ts';
import { valuesAtPath } from '../language/index.ts';
import { MongoError, mongoError } from '../mongo-error.ts';
import { isSameCollation } from '../planner/index-bounds.ts';
import type { QueryTarget } from '../query/query.ts';
import { collectDocuments, prepareQuery } from '../query/query.ts';
import type { Coroutine } from '../scheduling/coroutine.ts';
import type { TimeSlice } from '../scheduling/time-slice.ts';
import type { WriteContext } from '../transactions/write-context.ts';
import { insertDocument, prepareInsert, replaceDocument } from '../writes/document-writer.ts';
import { streamQuery } from './pipeline-source.ts';

/** Context of the command that runs a pipeline. */
interface HostInput {
  readonly database: string;
  /** The pipeline's collation. It also applies in other collections, whatever their default is. */
  readonly collation: Collation | undefined;
  readonly vars: Document | undefined;
  readonly slice: TimeSlice;
  /** Uses the same snapshot for every collection. */
  target(namespace: string): QueryTarget;
  write<T>(run: (ctx: WriteContext) => Coroutine<T>): Promise<T>;
  ensureCollection(ctx: WriteContext, database: string, name: string): CollectionInfo;
}

/** Builds the database access of a pipeline. */
export function pipelineHost(input: HostInput): PipelineHost {
  return {
    read: (collection, filter = {}) => readCollection(input, collection, filter),
    merge: (collection, on, database = input.database) =>
      mergeTarget(input, database, collection, on),
    pause: () => input.slice.pause(),
  };
}

function specOf({ collation }: HostInput): Document {
  return collation?.spec ?? { locale: 'simple' };
}

async function* readCollection(
  input: HostInput,
  collection: string,
  filter: Document,
): DocumentStream & AsyncGenerator<Document> {
  const target = input.target(`${input.database}.${collection}`);
  const query = prepareQuery({ filter, collation: specOf(input), vars: input.vars }, target);
  yield* streamQuery(query, 0, undefined, input.slice);
}

/**
 * Checks the `on` fields of `$merge`.
 *
 * @throws {MongoError} 51183 unless a unique index has exactly these fields and the pipeline's
 *   collation.
 */
function assertUnique(
  target: CollectionInfo | undefined,
  on: readonly string[],
  ofPipeline: Collation | undefined,
): void {
  if (on.length === 1 && on[0] === '_id') return;
  const isUnique = target?.indexes.some(
    ({ isUnique: unique, partialFilter, isSparse, fields, collation }) =>
      unique &&
      !partialFilter &&
      !isSparse &&
      isSameCollation(collation, ofPipeline) &&
      fields.length === on.length &&
      on.every((field) => fields.includes(field)),
  );
  if (!isUnique) {
    throw mongoError(51183, 'Cannot find index to verify that join fields will be unique');
  }
}

/** Documents per commit of `$merge`. */
const MERGE_BATCH = 1000;

function mergeTarget(
  input: HostInput,
  database: string,
  name: string,
  on: readonly string[],
): MergeTarget {
  const namespace = `${database}.${name}`;
  const { collection: atStart, multikeys, counters } = input.target(namespace);
  assertUnique(atStart, on, input.collation);

  function* put(ctx: WriteContext, doc: Document, decide: MergeDecision): Coroutine<void> {
    const filter = Object.fromEntries(
      on.map((path) => [path, { $eq: valuesAtPath(doc, path)[0] ?? null }]),
    );
    const collection = ctx.catalog.get(namespace);
    const target = { view: ctx.view, collection, multikeys, counters };
    const query = prepareQuery({ filter, collation: specOf(input) }, target);
    const [before] = yield* collectDocuments(query, 1);
    const after = decide(doc, before?.document);
    if (!after) return;
    const into = collection ?? input.ensureCollection(ctx, database, name);
    if (before) replaceDocument(ctx, into, before, after, 'replace');
    else insertDocument(ctx, into, prepareInsert(undefined, after));
  }

  /**
   * Merges documents until the first error and returns that error. Documents merged before it stay.
   */
  function* putAll(
    ctx: WriteContext,
    docs: readonly Document[],
    decide: MergeDecision,
  ): Coroutine<MongoError | undefined> {
    for (const doc of docs) {
      try {
        yield* put(ctx, doc, decide);
      } catch (error) {
        if (error instanceof MongoError) return error;
        throw error;
      }
      yield undefined;
    }
    return undefined;
  }

  return {
    async merge(docs, decide) {
      for (let at = 0; at < docs.length; at += MERGE_BATCH) {
        const batch = docs.slice(at, at + MERGE_BATCH);
        const failure = await input.write((ctx) => putAll(ctx, batch, decide));
        if (failure) throw failure;
      }
    },
  };
}
