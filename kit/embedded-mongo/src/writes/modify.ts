import { ObjectId } from 'bson';
import type { Document } from '../bson/document.ts';
import type { MultikeyRegistry } from '../catalog/multikey-registry.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import type { CompiledFilter, CompiledUpdate } from '../language/index.ts';
import { compileUpdate, upsertBase } from '../language/index.ts';
import { failedToParse } from '../mongo-error.ts';
import type { PreparedQuery, QuerySpec } from '../query/query.ts';
import { collectDocuments, effectiveCollation, prepareQuery } from '../query/query.ts';
import type { StoredDocument } from '../query/stored-document.ts';
import type { Coroutine } from '../scheduling/coroutine.ts';
import type { Counters } from '../storage/counters.ts';
import type { WriteContext } from '../transactions/write-context.ts';
import {
  deleteDocument,
  insertDocument,
  prepareInsert,
  replaceDocument,
} from './document-writer.ts';

/** Engine services of writes besides their context. */
interface ModifyServices {
  readonly multikeys: MultikeyRegistry;
  readonly counters: Counters;
}

/** One update of an update command, a bulkWrite or a findAndModify. */
export interface UpdateSpec extends QuerySpec {
  readonly update: Document | readonly Document[];
  readonly arrayFilters?: readonly Document[] | undefined;
  readonly keepsEmptyTimestamps?: boolean | undefined;
  readonly isMulti: boolean;
  readonly isUpsert: boolean;
}

/** Result of an update. `before` and `after` belong to the last changed document. */
interface UpdateResult {
  readonly matched: number;
  readonly modified: number;
  readonly upserted: StoredDocument | undefined;
  readonly before: StoredDocument | undefined;
  readonly after: StoredDocument | undefined;
  readonly filter: CompiledFilter;
}

function prepare(
  ctx: WriteContext,
  services: ModifyServices,
  collection: CollectionInfo | undefined,
  spec: QuerySpec,
): PreparedQuery {
  return prepareQuery(spec, { view: ctx.view, collection, ...services });
}

function applyUpdate(
  ctx: WriteContext,
  collection: CollectionInfo,
  found: StoredDocument,
  update: CompiledUpdate,
  filter: CompiledFilter,
): { after: StoredDocument; isModified: boolean } {
  const positionalIndex = update.needsPosition
    ? filter.matchWithPositions(found.document).arrayIndex
    : undefined;
  const { doc, modified } = update.apply(found.document, {
    positionalIndex,
    isUpsertInsert: false,
    now: ctx.now,
  });
  if (!modified) return { after: found, isModified: false };
  const kind = update.kind === 'replacement' ? 'replace' : 'update';
  return { after: replaceDocument(ctx, collection, found, doc, kind), isModified: true };
}

function upsert(
  ctx: WriteContext,
  collection: CollectionInfo,
  spec: UpdateSpec,
  update: CompiledUpdate,
): StoredDocument {
  const base = upsertBase(spec.filter);
  const { doc } = update.apply(base, { isUpsertInsert: true, now: ctx.now });
  const withId = Object.hasOwn(doc, '_id') ? doc : { _id: new ObjectId(), ...doc };
  const stored = prepareInsert(undefined, withId);
  insertDocument(ctx, collection, stored);
  return stored;
}

/**
 * Runs an update. Calls `makeCollection` when an upsert needs a collection that does not exist yet.
 */
export function* runUpdate(
  ctx: WriteContext,
  services: ModifyServices,
  namespace: string,
  spec: UpdateSpec,
  makeCollection: () => CollectionInfo,
): Coroutine<UpdateResult> {
  const collection = ctx.catalog.get(namespace);
  const update = compileUpdate(spec.update, {
    arrayFilters: spec.arrayFilters,
    keepsEmptyTimestamps: spec.keepsEmptyTimestamps,
    collation: effectiveCollation(spec.collation, collection),
    vars: spec.vars,
    now: ctx.now,
  });
  if (spec.isMulti && update.kind === 'replacement') {
    throw failedToParse('multi update is not supported for replacement-style update');
  }
  if (spec.isMulti && spec.sort) throw failedToParse('Cannot specify sort with multi=true');
  const query = prepare(ctx, services, collection, {
    ...spec,
    limit: spec.isMulti ? undefined : 1,
  });
  // Finds all documents before changing the first, so that none is updated twice (Halloween
  // problem).
  const found = yield* collectDocuments(query, spec.isMulti ? undefined : 1);
  let modified = 0;
  let before: StoredDocument | undefined;
  let after: StoredDocument | undefined;
  if (collection) {
    for (const document of found) {
      yield undefined;
      const result = applyUpdate(ctx, collection, document, update, query.filter);
      if (result.isModified) modified += 1;
      before = document;
      after = result.after;
    }
  }
  const upserted =
    found.length === 0 && spec.isUpsert
      ? upsert(ctx, collection ?? makeCollection(), spec, update)
      : undefined;
  return {
    matched: found.length,
    modified,
    upserted,
    before,
    after: upserted ?? after,
    filter: query.filter,
  };
}

/** Deletes the matching documents and returns their previous states. */
export function* runDelete(
  ctx: WriteContext,
  services: ModifyServices,
  namespace: string,
  spec: QuerySpec,
): Coroutine<{ readonly deleted: readonly StoredDocument[]; readonly filter: CompiledFilter }> {
  const collection = ctx.catalog.get(namespace);
  const query = prepare(ctx, services, collection, spec);
  const deleted = yield* collectDocuments(query, spec.limit);
  if (collection) {
    for (const document of deleted) {
      yield undefined;
      deleteDocument(ctx, collection, document);
    }
  }
  return { deleted, filter: query.filter };
}
