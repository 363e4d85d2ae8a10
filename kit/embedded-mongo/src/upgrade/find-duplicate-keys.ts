import { decodeDocument } from '../bson/bson-codec.ts';
import { entriesInIndex } from '../catalog/index-entries.ts';
import type { CollectionInfo, IndexInfo } from '../catalog/types.ts';
import { valuesEqual } from '../language/index.ts';
import { dataKey, dataRange } from '../storage/key-space.ts';
import type { ReadView } from '../storage/read-view.ts';
import { entriesOf } from '../storage/read-view.ts';

type Values = readonly unknown[];

/** Counts the entries of an index whose key an earlier entry of another document has too. */
export function countDuplicateKeys(
  view: ReadView,
  collection: CollectionInfo,
  index: IndexInfo,
): number {
  let count = 0;
  let current: Buffer | undefined;
  let holders: { readonly id: Buffer; readonly values: Values | undefined }[] = [];
  for (const { key, value: id } of entriesOf(view, dataRange(index.id))) {
    const shared = key.subarray(0, key.length - id.length);
    if (!current?.equals(shared)) {
      current = Buffer.from(shared);
      holders = [{ id: Buffer.from(id), values: undefined }];
      continue;
    }
    // Truncated or folded keys may be equal for different values: compare the documents.
    const values = valuesAt(view, collection, index, id, key);
    const isShared = holders.some((other) => {
      if (other.id.equals(id)) return false;
      const others =
        other.values ??
        valuesAt(view, collection, index, other.id, Buffer.concat([shared, other.id]));
      return values?.every((value, i) => valuesEqual(value, others?.[i], index.collation)) ?? false;
    });
    if (isShared) count += 1;
    holders.push({ id: Buffer.from(id), values });
  }
  return count;
}

/** Returns the values that this index entry of a document stands for. */
function valuesAt(
  view: ReadView,
  collection: CollectionInfo,
  index: IndexInfo,
  id: Buffer,
  key: Buffer,
): Values | undefined {
  const raw = view.get(dataKey(collection.id, id));
  if (!raw) return undefined;
  const { entries } = entriesInIndex(index, decodeDocument(raw), id);
  return entries.find(({ storageKey }) => storageKey.equals(key))?.values;
}
