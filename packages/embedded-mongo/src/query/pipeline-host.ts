import type { DocumentStream, MergeTarget, PipelineHost } from '../aggregation/index.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import { mongoError } from '../mongo-error.ts';
import type { Document } from '../semantics/index.ts';
import { valuesAtPath } from '../semantics/index.ts';
import type { WriteContext } from '../txn/write-context.ts';
import { insertDocument, prepareInsert, replaceDocument } from './document-writer.ts';
import { streamQuery } from './pipeline-source.ts';
import type { QueryTarget } from './query.ts';
import { collectDocuments, prepareQuery } from './query.ts';

/** What a pipeline needs of the command around it. */
interface HostInput {
  readonly database: string;
  readonly collation: Document | undefined;
  readonly vars: Document | undefined;
  readonly deadline: number | undefined;
  /** The same snapshot for every collection. */
  target(namespace: string): QueryTarget;
  write<T>(run: (ctx: WriteContext) => T): Promise<T>;
  ensureCollection(ctx: WriteContext, database: string, name: string): CollectionInfo;
}

/** The database as a pipeline sees it. */
export function pipelineHost(input: HostInput): PipelineHost {
  return {
    read: (collection, filter = {}) => readCollection(input, collection, filter),
    merge: (collection, database = input.database) => mergeTarget(input, database, collection),
  };
}

async function* readCollection(
  input: HostInput,
  collection: string,
  filter: Document,
): DocumentStream & AsyncGenerator<Document> {
  const target = input.target(`${input.database}.${collection}`);
  const { collation, vars } = input;
  const query = prepareQuery({ filter, collation, vars }, target);
  yield* streamQuery(query, 0, undefined, input.deadline);
}

/** Throws 51183 unless a unique index has exactly these fields. */
function assertUnique(collection: CollectionInfo | undefined, on: readonly string[]): void {
  if (on.length === 1 && on[0] === '_id') return;
  const isUnique = collection?.indexes.some(
    ({ isUnique: unique, partialFilter, isSparse, fields }) =>
      unique &&
      !partialFilter &&
      !isSparse &&
      fields.length === on.length &&
      on.every((field) => fields.includes(field)),
  );
  if (!isUnique) {
    throw mongoError(51183, 'Cannot find index to verify that join fields will be unique');
  }
}

function mergeTarget(input: HostInput, database: string, name: string): MergeTarget {
  const namespace = `${database}.${name}`;
  return {
    find: async (doc, on) => {
      const target = input.target(namespace);
      assertUnique(target.collection, on);
      const filter = Object.fromEntries(
        on.map((path) => [path, { $eq: valuesAtPath(doc, path)[0] ?? null }]),
      );
      const query = prepareQuery({ filter }, target);
      return collectDocuments(query, 1)[0]?.document ?? null;
    },
    insert: (doc) =>
      input.write((ctx) => {
        const collection = input.ensureCollection(ctx, database, name);
        insertDocument(ctx, collection, prepareInsert(undefined, doc));
      }),
    replace: (before, after) =>
      input.write((ctx) => {
        const collection = input.ensureCollection(ctx, database, name);
        const query = prepareQuery(
          { filter: { _id: { $eq: before._id } } },
          { ...input.target(namespace), view: ctx.view, collection },
        );
        const [current] = collectDocuments(query, 1);
        if (!current) insertDocument(ctx, collection, prepareInsert(undefined, after));
        else replaceDocument(ctx, collection, current, after, 'replace');
      }),
  };
}
