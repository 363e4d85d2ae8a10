import { ObjectId } from 'bson';
import { assertStorable, decodeDocument, encodeStored } from '../bson/bson-codec.ts';
import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import type { DocumentEntries, IndexEntry } from '../catalog/index-entries.ts';
import { entriesInIndex, entriesOfDocument } from '../catalog/index-entries.ts';
import { TRUNCATED_KEYS } from '../catalog/multikey-registry.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import { encodeKey, MAX_KEY_BYTES, typeName, valuesEqual } from '../language/index.ts';
import { duplicateKey, immutableField, mongoError } from '../mongo-error.ts';
import { showDocument } from '../planner/show-value.ts';
import { StoredDocument } from '../query/stored-document.ts';
import { addToCount } from '../storage/document-count.ts';
import { dataKey } from '../storage/key-space.ts';
import { entriesOf } from '../storage/read-view.ts';
import type { WriteContext } from '../transactions/write-context.ts';

const AFTER = Buffer.from([0xff]);

/** Returns the part of a document's storage key that comes from its `_id`. */
export function documentId(id: unknown): Buffer {
  return Buffer.from(encodeKey([id], [1]));
}

function checkId(id: unknown): void {
  const type = typeName(id);
  if (type === 'array' || type === 'regex' || type === 'undefined') {
    throw mongoError(53, `The '_id' value cannot be of type ${type}`);
  }
  if (!isDocument(id)) return;
  for (const field of Object.keys(id)) {
    if (field.startsWith('$')) {
      throw mongoError(
        52,
        `_id fields may not contain '$'-prefixed fields: ${field} is not valid for storage.`,
      );
    }
  }
}

/**
 * Prepares a document for storage: adds an `_id` if needed and puts it first. Keeps `raw`, the
 * bytes the client sent, when nothing has to change.
 */
export function prepareInsert(raw: Buffer | undefined, document: Document): StoredDocument {
  let stored = document;
  let bytes = raw;
  if (!Object.hasOwn(document, '_id')) {
    stored = { _id: new ObjectId(), ...document };
    bytes = undefined;
  } else if (Object.keys(document)[0] !== '_id') {
    const { _id, ...rest } = document;
    stored = { _id, ...rest };
    bytes = undefined;
  }
  checkId(stored._id);
  if (bytes) assertStorable(bytes);
  else bytes = encodeStored(stored);
  return new StoredDocument(documentId(stored._id), bytes);
}

function duplicate(collection: CollectionInfo, name: string, value: Document, pattern: Document) {
  return duplicateKey(collection.namespace, name, pattern, value, showDocument(value));
}

/** @throws {MongoError} 11000 when another document has the key. */
function assertUnique(
  ctx: WriteContext,
  collection: CollectionInfo,
  entry: IndexEntry,
  id: Buffer,
) {
  const range = { start: entry.uniqueKey, end: Buffer.concat([entry.uniqueKey, AFTER]) };
  for (const { value: otherId } of entriesOf(ctx.view, range)) {
    if (otherId.equals(id)) continue;
    if (entry.isLossy && !hasSameKey(ctx, collection, entry, otherId)) continue;
    const { index } = entry;
    const value = Object.fromEntries(
      index.fields.map((field, i) => [field, entry.values[i] ?? null]),
    );
    throw duplicate(collection, index.name, value, index.keyPattern);
  }
}

/**
 * Compares the documents' values, since truncated or folded keys may be equal for different values.
 */
function hasSameKey(
  ctx: WriteContext,
  collection: CollectionInfo,
  entry: IndexEntry,
  otherId: Buffer,
): boolean {
  const raw = ctx.view.get(dataKey(collection.id, otherId));
  if (!raw) return false;
  const { index, values } = entry;
  return entriesInIndex(index, decodeDocument(raw), otherId).entries.some((other) =>
    other.values.every((value, i) => valuesEqual(value, values[i], index.collation)),
  );
}

/** Adds a document to an index, except for the entries in `existing`. */
export function addEntries(
  ctx: WriteContext,
  collection: CollectionInfo,
  id: Buffer,
  { index, entries, multikeyPaths, arrayPaths }: DocumentEntries,
  existing: ReadonlySet<string>,
): void {
  if (multikeyPaths.length > 0) ctx.markMultikey(index.id, multikeyPaths, arrayPaths);
  for (const entry of entries) {
    const isThere = existing.has(entry.storageKey.toString('latin1'));
    // The same lossy key may now stand for another value, which another document may have.
    if (isThere && !entry.isLossy) continue;
    if (index.isUnique) {
      ctx.claim(entry.uniqueKey);
      assertUnique(ctx, collection, entry, id);
    }
    if (entry.isTruncated) ctx.markMultikey(index.id, [TRUNCATED_KEYS]);
    if (!isThere) ctx.view.put(entry.storageKey, id);
  }
}

function removeEntries(
  ctx: WriteContext,
  { index, entries }: DocumentEntries,
  kept: ReadonlySet<string>,
): void {
  for (const entry of entries) {
    if (kept.has(entry.storageKey.toString('latin1'))) continue;
    if (index.isUnique) ctx.claim(entry.uniqueKey);
    ctx.view.remove(entry.storageKey);
  }
}

const NONE: ReadonlySet<string> = new Set();

function storageKeys(entries: DocumentEntries | undefined): ReadonlySet<string> {
  if (!entries || entries.entries.length === 0) return NONE;
  return new Set(entries.entries.map((entry) => entry.storageKey.toString('latin1')));
}

/** Runs a change of one document and rolls it back when it fails. */
function atomically(ctx: WriteContext, change: () => void): void {
  const savepoint = ctx.view.savepoint();
  try {
    change();
  } catch (error) {
    ctx.view.rollbackTo(savepoint);
    throw error;
  }
}

/** Returns the collection's fields in a commit log entry. */
export function originOf(collection: CollectionInfo) {
  return { database: collection.database, collection: collection.name, uuid: collection.uuid };
}

/** Works like {@link originOf}, for document changes. */
function documentOrigin(collection: CollectionInfo) {
  const images = collection.options.changeStreamPreAndPostImages;
  return {
    ...originOf(collection),
    hasImages: isDocument(images) && images.enabled === true,
  };
}

/**
 * Stores a new document.
 *
 * @throws {MongoError} 11000 when its `_id` or another unique key exists.
 */
export function insertDocument(
  ctx: WriteContext,
  collection: CollectionInfo,
  stored: StoredDocument,
): void {
  const key = dataKey(collection.id, stored.id);
  const { document } = stored;
  ctx.touchCollection(collection);
  ctx.claim(key);
  atomically(ctx, () => {
    if (ctx.view.get(key)) {
      const { _id } = document;
      throw duplicate(collection, '_id_', { _id }, { _id: 1 });
    }
    ctx.view.put(key, stored.raw);
    addToCount(ctx.view, collection.id, 1);
    if (stored.id.length >= MAX_KEY_BYTES) ctx.markMultikey(collection.id, [TRUNCATED_KEYS]);
    for (const entries of entriesOfDocument(collection, document, stored.id)) {
      addEntries(ctx, collection, stored.id, entries, NONE);
    }
    ctx.log({
      operation: 'insert',
      ...documentOrigin(collection),
      documentKey: { _id: document._id },
      after: stored.raw,
    });
  });
}

/**
 * Replaces a stored document with `after` and returns it as stored.
 *
 * @throws {MongoError} 66 when `_id` differs.
 */
export function replaceDocument(
  ctx: WriteContext,
  collection: CollectionInfo,
  before: StoredDocument,
  after: Document,
  kind: 'update' | 'replace',
): StoredDocument {
  const { _id } = before.document;
  if (!valuesEqual(_id, after._id)) {
    throw immutableField(
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  const stored = new StoredDocument(before.id, encodeStored(after));
  const key = dataKey(collection.id, before.id);
  ctx.touchCollection(collection);
  ctx.claim(key);
  atomically(ctx, () => {
    ctx.view.put(key, stored.raw);
    const old = entriesOfDocument(collection, before.document, before.id);
    const fresh = entriesOfDocument(collection, after, before.id);
    for (const [i, entries] of old.entries()) removeEntries(ctx, entries, storageKeys(fresh[i]));
    for (const [i, entries] of fresh.entries()) {
      addEntries(ctx, collection, before.id, entries, storageKeys(old[i]));
    }
    ctx.log({
      operation: kind,
      ...documentOrigin(collection),
      documentKey: { _id },
      before: before.raw,
      after: stored.raw,
    });
  });
  return stored;
}

/** Deletes a stored document and its index entries. */
export function deleteDocument(
  ctx: WriteContext,
  collection: CollectionInfo,
  before: StoredDocument,
): void {
  const key = dataKey(collection.id, before.id);
  ctx.touchCollection(collection);
  ctx.claim(key);
  for (const entries of entriesOfDocument(collection, before.document, before.id)) {
    removeEntries(ctx, entries, NONE);
  }
  ctx.view.remove(key);
  addToCount(ctx.view, collection.id, -1);
  ctx.log({
    operation: 'delete',
    ...documentOrigin(collection),
    documentKey: { _id: before.document._id },
    before: before.raw,
  });
}
