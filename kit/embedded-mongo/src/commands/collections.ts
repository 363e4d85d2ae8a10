import { PipelineSource } from '../aggregation/pipeline-source.ts';
import type { Document } from '../bson/document.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import { compileFilter } from '../language/index.ts';
import { mongoError, notSupported } from '../mongo-error.ts';
import { collectionKey } from '../storage/key-space.ts';
import { originOf } from '../writes/document-writer.ts';
import type { CommandCall } from './command-call.ts';
import { cursorBatchSize, replyWithCursor } from './cursor-reply.ts';
import { checkDatabaseName, collectionNameOf, namespaceOf } from './namespace.ts';
import { runWrite } from './run-write.ts';
import { timeSliceOf } from './time-slice-of.ts';
import { flag, optionalDocument, requireString } from './values.ts';

/** Replies with a cursor over documents in memory. */
export function replyWithDocuments(
  call: CommandCall,
  namespace: string,
  documents: readonly Document[],
): Promise<Document> {
  async function* stream(): AsyncGenerator<Document> {
    yield* documents;
  }
  const source = new PipelineSource({ output: stream(), slice: timeSliceOf(call) });
  return replyWithCursor(call, namespace, source, { batchSize: cursorBatchSize(call.command) });
}

/** The drop command (manual: reference/command/drop/). Dropping a missing collection succeeds. */
export async function drop(call: CommandCall): Promise<Document> {
  const name = collectionNameOf(call);
  const namespace = `${call.database}.${name}`;
  if (call.transaction) {
    throw mongoError(263, 'Cannot run drop in a multi-document transaction.');
  }
  const dropped = await runWrite(call, (ctx) => {
    const collection = ctx.catalog.get(namespace);
    if (!collection) return undefined;
    ctx.claimCollection(collection);
    ctx.dropCollection(collection);
    ctx.log({ ...originOf(collection), operation: 'drop' });
    return collection;
  });
  return dropped ? { nIndexesWas: dropped.indexes.length, ns: namespace } : {};
}

/** The dropDatabase command (manual: reference/command/dropDatabase/). */
export async function dropDatabase(call: CommandCall): Promise<Document> {
  const { database } = call;
  checkDatabaseName(database);
  await runWrite(call, (ctx) => {
    const collections = ctx.catalog.ofDatabase(database);
    for (const collection of collections) {
      ctx.claimCollection(collection);
      ctx.dropCollection(collection);
      ctx.log({ ...originOf(collection), operation: 'drop' });
    }
    if (collections.length > 0) ctx.log({ operation: 'dropDatabase', database });
  });
  return { dropped: database };
}

function describe(collection: CollectionInfo): Document {
  return {
    name: collection.name,
    type: 'collection',
    options: collection.options,
    info: { readOnly: false, uuid: collection.uuid },
    idIndex: collection.indexes[0]?.spec ?? {},
  };
}

/** The listCollections command (manual: reference/command/listCollections/). */
export function listCollections(call: CommandCall): Promise<Document> {
  const { command, database } = call;
  const filter = compileFilter(optionalDocument(command, 'filter') ?? {});
  const catalog = call.transaction?.catalog ?? call.services.engine.catalog;
  const all = catalog
    .ofDatabase(database)
    .map(describe)
    .filter((info) => filter.matches(info));
  const isShort = flag(command, 'nameOnly') || flag(command, 'authorizedCollections');
  const shown =
    isShort && flag(command, 'nameOnly') ? all.map(({ name, type }) => ({ name, type })) : all;
  return replyWithDocuments(call, `${database}.$cmd.listCollections`, shown);
}

/** The listDatabases command (manual: reference/command/listDatabases/). */
export function listDatabases(call: CommandCall): Document {
  const { command } = call;
  const filter = compileFilter(optionalDocument(command, 'filter') ?? {});
  const names = new Set<string>();
  for (const { database } of call.services.engine.catalog.all()) names.add(database);
  const all = [...names]
    .sort()
    .map((name) => ({ name, sizeOnDisk: 0, empty: false }))
    .filter((info) => filter.matches(info));
  if (flag(command, 'nameOnly')) return { databases: all.map(({ name }) => ({ name })) };
  return { databases: all, totalSize: 0, totalSizeMb: 0 };
}

/** The renameCollection command (manual: reference/command/renameCollection/). */
export async function renameCollection(call: CommandCall): Promise<Document> {
  const from = requireString(call.command, 'renameCollection');
  const to = requireString(call.command, 'to');
  const isDroppingTarget = flag(call.command, 'dropTarget');
  const dot = to.indexOf('.');
  const database = to.slice(0, dot);
  const name = to.slice(dot + 1);
  namespaceOf(database, name);
  if (from.slice(0, from.indexOf('.')) !== database) {
    throw notSupported('renaming a collection into another database');
  }
  await runWrite(call, (ctx) => {
    const collection = ctx.catalog.get(from);
    if (!collection) throw mongoError(26, `Source collection ${from} does not exist`);
    if (from === to) throw mongoError(20, "Can't rename a collection to itself");
    const target = ctx.catalog.get(to);
    if (target && !isDroppingTarget) throw mongoError(48, 'target namespace exists');
    ctx.claimCollection(collection);
    if (target) {
      ctx.claimCollection(target);
      ctx.dropCollection(target);
    }
    ctx.claim(collectionKey(to));
    ctx.moveCollection(collection, { ...collection, name, namespace: to });
    ctx.log({
      ...originOf(collection),
      operation: 'rename',
      details: { to: { db: database, coll: name }, ...(target ? { dropTarget: target.uuid } : {}) },
    });
  });
  return {};
}
