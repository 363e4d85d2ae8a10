import { decodeDocument } from '../bson/bson-codec.ts';
import type { IndexEntry } from '../catalog/index-entries.ts';
import { entriesOfDocument } from '../catalog/index-entries.ts';
import type { MultikeyRegistry } from '../catalog/multikey-registry.ts';
import type { CollectionInfo, IndexInfo } from '../catalog/types.ts';
import { MAX_KEY_BYTES, valuesEqual } from '../language/index.ts';
import { readCount } from '../storage/document-count.ts';
import { dataKey, dataRange } from '../storage/key-space.ts';
import type { ReadView } from '../storage/read-view.ts';
import { entriesOf } from '../storage/read-view.ts';
import { documentId } from '../writes/document-writer.ts';

interface Expected {
  readonly id: Buffer;
  readonly entry: IndexEntry;
}

/**
 * Compares a collection's documents with its index entries in both directions. Returns the
 * differences.
 */
export function checkCollection(
  view: ReadView,
  collection: CollectionInfo,
  multikeys: MultikeyRegistry,
): string[] {
  const problems: string[] = [];
  const { namespace } = collection;
  const expected = new Map<number, Map<string, Expected>>();
  let documents = 0;
  for (const { key, value } of entriesOf(view, dataRange(collection.id))) {
    documents += 1;
    const document = decodeDocument(value);
    const id = documentId(document._id);
    if (!key.equals(dataKey(collection.id, id))) {
      problems.push(`${namespace}: a document is stored under another _id`);
    }
    if (id.length >= MAX_KEY_BYTES && !multikeys.hasTruncatedKeys(collection.id)) {
      problems.push(`${namespace}: a truncated _id is not recorded`);
    }
    for (const { index, entries, multikeyPaths } of entriesOfDocument(collection, document, id)) {
      const known = multikeys.pathsOf(index.id);
      if (!multikeyPaths.every((path) => known.has(path))) {
        problems.push(`${namespace}.${index.name}: an array on ${multikeyPaths} is not recorded`);
      }
      if (entries.some(({ isTruncated }) => isTruncated) && !multikeys.hasTruncatedKeys(index.id)) {
        problems.push(`${namespace}.${index.name}: a truncated key is not recorded`);
      }
      const ofIndex = expected.get(index.id) ?? new Map<string, Expected>();
      expected.set(index.id, ofIndex);
      for (const entry of entries) {
        ofIndex.set(entry.storageKey.toString('latin1'), { id, entry });
      }
    }
  }
  const kept = readCount(view, collection.id);
  if (kept !== documents) {
    problems.push(`${namespace}: ${documents} documents are stored, but ${kept} are counted`);
  }
  for (const index of collection.indexes) {
    if (index.isClustered) continue;
    const ofIndex = expected.get(index.id) ?? new Map<string, Expected>();
    if (index.isUnique) problems.push(...duplicatesIn(namespace, index, ofIndex.values()));
    problems.push(...differencesIn(view, namespace, index, ofIndex));
  }
  return problems;
}

function duplicatesIn(namespace: string, index: IndexInfo, all: Iterable<Expected>): string[] {
  const holders = new Map<string, Expected[]>();
  const problems: string[] = [];
  for (const one of all) {
    const text = one.entry.uniqueKey.toString('latin1');
    const others = holders.get(text) ?? [];
    // Truncated or folded keys may be equal for different values: compare the values.
    const isTaken = others.some(
      ({ id, entry }) =>
        !id.equals(one.id) &&
        entry.values.every((value, i) => valuesEqual(value, one.entry.values[i], index.collation)),
    );
    if (isTaken) problems.push(`${namespace}.${index.name}: two documents share a unique key`);
    holders.set(text, [...others, one]);
  }
  return problems;
}

function differencesIn(
  view: ReadView,
  namespace: string,
  index: IndexInfo,
  expected: Map<string, Expected>,
): string[] {
  const problems: string[] = [];
  for (const { key, value } of entriesOf(view, dataRange(index.id))) {
    const text = key.toString('latin1');
    const document = expected.get(text);
    if (!document) problems.push(`${namespace}.${index.name}: an entry has no document`);
    else if (!document.id.equals(value)) {
      problems.push(`${namespace}.${index.name}: an entry refers to another document`);
    }
    expected.delete(text);
  }
  if (expected.size > 0) {
    problems.push(`${namespace}.${index.name}: ${expected.size} entries are missing`);
  }
  return problems;
}
