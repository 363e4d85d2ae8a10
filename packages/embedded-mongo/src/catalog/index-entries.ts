import type { Document } from '../bson/document.ts';
import type { IndexKeys } from '../language/index.ts';
import { encodeLossyKey, extractIndexKeys, MAX_KEY_BYTES } from '../language/index.ts';
import { dataKey } from '../storage/key-space.ts';
import type { CollectionInfo, IndexInfo } from './types.ts';

/** An entry that a document has in an index. */
export interface IndexEntry {
  readonly index: IndexInfo;
  /** The storage key without the document's `_id`: what a unique index holds once. */
  readonly uniqueKey: Buffer;
  readonly storageKey: Buffer;
  readonly values: readonly unknown[];
  readonly isLossy: boolean;
  /** True when the key is as long as keys get: most likely it was cut, and no longer in order. */
  readonly isCut: boolean;
}

/** All entries of a document in one index, and the paths on which arrays were met. */
export interface DocumentEntries {
  readonly index: IndexInfo;
  readonly entries: readonly IndexEntry[];
  readonly multikeyPaths: readonly string[];
  /** Where exactly the arrays were. */
  readonly arrayPlaces: readonly string[];
}

function keysOf(index: IndexInfo, document: Document): IndexKeys {
  return extractIndexKeys(document, index.keyPattern, {
    sparse: index.isSparse,
    partialFilter: index.partialFilter,
    collation: index.collation,
  });
}

/** The entries of a document in one index; throws 171 for parallel arrays. */
export function entriesInIndex(
  index: IndexInfo,
  document: Document,
  documentId: Buffer,
): DocumentEntries {
  const { keys, multikeyPaths, arrayPlaces } = keysOf(index, document);
  const entries = keys.map((values) => {
    const { bytes, isLossy } = encodeLossyKey(values, index.directions, index.collation);
    const uniqueKey = dataKey(index.id, bytes);
    const storageKey = Buffer.concat([uniqueKey, documentId]);
    const isCut = bytes.length >= MAX_KEY_BYTES;
    return { index, uniqueKey, storageKey, values, isLossy, isCut };
  });
  return { index, entries, multikeyPaths, arrayPlaces };
}

/** The entries of a document in every index that does not hold the documents themselves. */
export function entriesOfDocument(
  collection: CollectionInfo,
  document: Document,
  documentId: Buffer,
): DocumentEntries[] {
  return collection.indexes
    .filter((index) => !index.holdsDocuments)
    .map((index) => entriesInIndex(index, document, documentId));
}
