import type { Document } from '../bson/document.ts';
import type { IndexKeys } from '../language/index.ts';
import { encodeLossyKey, extractIndexKeys, MAX_KEY_BYTES } from '../language/index.ts';
import { dataKey } from '../storage/key-space.ts';
import type { CollectionInfo, IndexInfo } from './types.ts';

/** An index entry of a document. */
export interface IndexEntry {
  readonly index: IndexInfo;
  /** Storage key without the document's `_id`. A unique index has it at most once. */
  readonly uniqueKey: Buffer;
  readonly storageKey: Buffer;
  readonly values: readonly unknown[];
  readonly isLossy: boolean;
  /** True when the key has the maximum length: it was probably truncated, so its order is lost. */
  readonly isTruncated: boolean;
}

/** All entries of a document in one index, with the paths that hold arrays (multikey paths). */
export interface DocumentEntries {
  readonly index: IndexInfo;
  readonly entries: readonly IndexEntry[];
  readonly multikeyPaths: readonly string[];
  /** Paths that contain an array: prefixes of the key pattern's paths, or whole paths. */
  readonly arrayPaths: readonly string[];
}

function keysOf(index: IndexInfo, document: Document): IndexKeys {
  return extractIndexKeys(document, index.keyPattern, {
    sparse: index.isSparse,
    partialFilter: index.partialFilter,
    collation: index.collation,
  });
}

/**
 * Builds the entries of a document in one index.
 *
 * @throws {MongoError} 171 for parallel arrays.
 */
export function entriesInIndex(
  index: IndexInfo,
  document: Document,
  documentId: Buffer,
): DocumentEntries {
  const { keys, multikeyPaths, arrayPaths } = keysOf(index, document);
  const entries = keys.map((values) => {
    const { bytes, isLossy } = encodeLossyKey(values, index.directions, index.collation);
    const uniqueKey = dataKey(index.id, bytes);
    const storageKey = Buffer.concat([uniqueKey, documentId]);
    const isTruncated = bytes.length >= MAX_KEY_BYTES;
    return { index, uniqueKey, storageKey, values, isLossy, isTruncated };
  });
  return { index, entries, multikeyPaths, arrayPaths };
}

/**
 * Builds the entries of a document in every index except a clustered one.
 */
export function entriesOfDocument(
  collection: CollectionInfo,
  document: Document,
  documentId: Buffer,
): DocumentEntries[] {
  return collection.indexes
    .filter((index) => !index.isClustered)
    .map((index) => entriesInIndex(index, document, documentId));
}
