import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import {
  checkExpiry,
  isExistingIndex,
  makeIndex,
  normalizeIndexSpec,
} from '../catalog/index-spec.ts';
import type { CollectionInfo, IndexInfo } from '../catalog/types.ts';
import { typeName, valuesEqual } from '../language/index.ts';
import { badValue, mongoError, notSupported, typeMismatch } from '../mongo-error.ts';
import type { Coroutine } from '../scheduling/coroutine.ts';
import type { WriteContext } from '../transactions/write-context.ts';
import { buildIndex } from '../writes/build-index.ts';
import { originOf } from '../writes/document-writer.ts';
import { replyWithDocuments } from './collections.ts';
import type { CommandCall } from './command-call.ts';
import { addCollection } from './create-collection.ts';
import { collectionNameOf } from './namespace.ts';
import { runWrite, runWriteCooperatively } from './run-write.ts';
import { documentsOf, flag, optionalDocument, requireArray } from './values.ts';

const MAX_INDEXES = 64;

function* addIndexes(
  ctx: WriteContext,
  collection: CollectionInfo,
  requested: readonly Document[],
): Coroutine<CollectionInfo> {
  let current = collection;
  const added: IndexInfo[] = [];
  for (const request of requested) {
    const spec = normalizeIndexSpec(request, collection.collation?.spec);
    if (isExistingIndex(spec, current.indexes)) continue;
    const index = makeIndex(ctx.allocateId(), spec);
    added.push(index);
    current = { ...current, indexes: [...current.indexes, index] };
    if (current.indexes.length > MAX_INDEXES) {
      throw mongoError(67, `add index fails, too many indexes for ${collection.namespace}`);
    }
  }
  if (added.length === 0) return collection;
  ctx.claimCollection(collection);
  for (const index of added) yield* buildIndex(ctx, current, index);
  ctx.putCollection(current);
  ctx.log({
    ...originOf(current),
    operation: 'createIndexes',
    details: { indexes: added.map((index) => index.spec) },
  });
  return current;
}

/** The createIndexes command (manual: reference/command/createIndexes/). */
export async function createIndexes(call: CommandCall): Promise<Document> {
  const name = collectionNameOf(call);
  const requested = documentsOf(requireArray(call.command, 'indexes'), 'createIndexes.indexes');
  if (requested.length === 0) throw badValue('Must specify at least one index to create');
  const { before, after, isCreated } = await runWriteCooperatively(call, function* (ctx) {
    const existing = ctx.catalog.get(`${call.database}.${name}`);
    if (existing && call.transaction && !isNewAndEmpty(call, existing)) {
      const isNew = requested.some((request) => {
        const spec = normalizeIndexSpec(request, existing.collation?.spec);
        return !isExistingIndex(spec, existing.indexes);
      });
      if (isNew) {
        throw mongoError(
          263,
          'Cannot create new indexes on existing collection in a multi-document transaction.',
        );
      }
    }
    const collection = existing ?? addCollection(ctx, call.database, name);
    const changed = yield* addIndexes(ctx, collection, requested);
    return {
      before: collection.indexes.length,
      after: changed.indexes.length,
      isCreated: !existing,
    };
  });
  return {
    numIndexesBefore: before,
    numIndexesAfter: after,
    createdCollectionAutomatically: isCreated,
    ...(before === after ? { note: 'all indexes already exist' } : {}),
  };
}

/** True for an empty collection created in the same transaction, which may get indexes in it. */
function isNewAndEmpty(call: CommandCall, collection: CollectionInfo): boolean {
  return call.transaction?.snapshot.catalog.get(collection.namespace) === undefined;
}

/** The listIndexes command (manual: reference/command/listIndexes/). */
export function listIndexes(call: CommandCall): Promise<Document> {
  const namespace = `${call.database}.${collectionNameOf(call)}`;
  const catalog = call.transaction?.catalog ?? call.services.engine.catalog;
  const collection = catalog.get(namespace);
  if (!collection) throw mongoError(26, `ns does not exist: ${namespace}`);
  return replyWithDocuments(
    call,
    namespace,
    collection.indexes.map(({ spec }) => spec),
  );
}

function chosenIndexes(collection: CollectionInfo, wanted: unknown): IndexInfo[] {
  const others = collection.indexes.filter((index) => !index.isPrimary);
  if (wanted === '*') return others;
  if (Array.isArray(wanted)) return wanted.flatMap((each) => chosenIndexes(collection, each));
  if (typeof wanted === 'string') {
    const found = collection.indexes.find((index) => index.name === wanted);
    if (!found) throw mongoError(27, `index not found with name [${wanted}]`);
    return [found];
  }
  if (!isDocument(wanted)) {
    throw typeMismatch(
      `BSON field 'dropIndexes.index' is the wrong type '${typeName(wanted)}', expected types '[string, object]'`,
    );
  }
  const matching = collection.indexes.filter((index) => valuesEqual(index.keyPattern, wanted));
  if (matching.length === 0) {
    throw mongoError(27, `can't find index with key: ${JSON.stringify(wanted)}`);
  }
  if (matching.length > 1) {
    throw mongoError(
      181,
      `${matching.length} indexes found for key: ${JSON.stringify(wanted)}, identify by name instead.`,
    );
  }
  return matching;
}

/** The dropIndexes command (manual: reference/command/dropIndexes/). */
export async function dropIndexes(call: CommandCall): Promise<Document> {
  const name = collectionNameOf(call);
  const namespace = `${call.database}.${name}`;
  const wanted = call.command.index;
  if (wanted === undefined) {
    throw mongoError(40414, "BSON field 'dropIndexes.index' is missing but a required field");
  }
  const before = await runWrite(call, (ctx) => {
    const collection = ctx.catalog.get(namespace);
    if (!collection) throw mongoError(26, `ns not found ${namespace}`);
    const dropped = new Set(chosenIndexes(collection, wanted));
    if ([...dropped].some((index) => index.isPrimary)) {
      throw mongoError(72, 'cannot drop _id index');
    }
    ctx.claimCollection(collection);
    const indexes = collection.indexes.filter((index) => !dropped.has(index));
    ctx.putCollection({ ...collection, indexes });
    for (const index of dropped) ctx.discardKeys(index.id);
    ctx.log({
      ...originOf(collection),
      operation: 'dropIndexes',
      details: { indexes: [...dropped].map((index) => index.spec) },
    });
    return collection.indexes.length;
  });
  return { nIndexesWas: before };
}

const COLL_MOD_UNSUPPORTED = [
  'validator',
  'validationLevel',
  'validationAction',
  'viewOn',
  'pipeline',
  'cappedSize',
];

export const COLL_MOD_FIELDS = [
  'index',
  'changeStreamPreAndPostImages',
  'dryRun',
  ...COLL_MOD_UNSUPPORTED,
] as const;

/**
 * The collMod command: `index.expireAfterSeconds`, `index.hidden` and
 * `changeStreamPreAndPostImages` only.
 */
export async function collMod(call: CommandCall): Promise<Document> {
  const name = collectionNameOf(call);
  const namespace = `${call.database}.${name}`;
  for (const field of COLL_MOD_UNSUPPORTED) {
    if (call.command[field] !== undefined) throw notSupported(`the collMod option "${field}"`);
  }
  if (flag(call.command, 'dryRun')) throw notSupported('the collMod option "dryRun"');
  const change = optionalDocument(call.command, 'index');
  return runWrite(call, (ctx) => {
    const collection = ctx.catalog.get(namespace);
    if (!collection) throw mongoError(26, `ns does not exist: ${namespace}`);
    const images = optionalDocument(call.command, 'changeStreamPreAndPostImages');
    if (images) {
      const options = { ...collection.options, changeStreamPreAndPostImages: images };
      ctx.claimCollection(collection);
      ctx.putCollection({ ...collection, options });
    }
    if (!change) {
      const details = images ? { changeStreamPreAndPostImages: images } : {};
      ctx.log({ ...originOf(collection), operation: 'modify', details });
      return {};
    }
    if (images) throw notSupported('collMod of an index and of images at once');
    const [index] = chosenIndexes(collection, change.name ?? change.keyPattern);
    if (!index) throw mongoError(27, 'index not found');
    const { reply, spec } = changedSpec(index, change);
    ctx.claimCollection(collection);
    const changed = makeIndex(index.id, spec);
    const indexes = collection.indexes.map((each) => (each === index ? changed : each));
    ctx.putCollection({ ...collection, indexes });
    ctx.log({
      ...originOf(collection),
      operation: 'modify',
      details: { index: change },
    });
    return reply;
  });
}

function changedSpec(index: IndexInfo, change: Document): { reply: Document; spec: Document } {
  const known = ['name', 'keyPattern', 'expireAfterSeconds', 'hidden'];
  const unknown = Object.keys(change).find((field) => !known.includes(field));
  if (unknown) throw notSupported(`the collMod option "index.${unknown}"`);
  const spec = { ...index.spec };
  const reply: Document = {};
  if (change.expireAfterSeconds !== undefined) {
    if (index.isPrimary) throw mongoError(72, 'the _id field does not support TTL indexes');
    checkExpiry(index.keyPattern, change.expireAfterSeconds, 72);
    if (index.expireAfterSeconds !== undefined) {
      reply.expireAfterSeconds_old = index.spec.expireAfterSeconds;
    }
    reply.expireAfterSeconds_new = change.expireAfterSeconds;
    spec.expireAfterSeconds = change.expireAfterSeconds;
  }
  if (change.hidden !== undefined) {
    if (index.isPrimary) throw badValue("can't hide _id index");
    reply.hidden_old = index.isHidden;
    reply.hidden_new = change.hidden === true;
    if (change.hidden === true) spec.hidden = true;
    else delete spec.hidden;
  }
  return { reply, spec };
}
