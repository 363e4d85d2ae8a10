import { makeIndex, primaryIndexSpec } from '../catalog/index-spec.ts';
import type { CollectionInfo } from '../catalog/types.ts';

/**
 * Returns the upgraded form of a collection. An index with a new id is rebuilt; the keys of ids
 * that are gone are deleted.
 */
export type CollectionChange = (
  collection: CollectionInfo,
  allocateId: () => number,
) => CollectionInfo;

/** A step from one format version to the next. */
export interface Migration {
  readonly from: number;
  readonly change: CollectionChange;
  /** Description for the notice: the end of a sentence. */
  readonly description: string;
}

/** Rebuilds the indexes whose entries depend on Node's collation tables. */
export const collatedIndexes: CollectionChange = (collection, allocateId) => ({
  ...collection,
  indexes: collection.indexes.map((index) =>
    index.collation ? makeIndex(allocateId(), index.spec) : index,
  ),
});

/**
 * Format 2 stores a separate index for `_id` under a collation, and records the collation tables
 * that built the indexes. Format 1 recorded none, so all of its indexes are rebuilt.
 */
const fromFormat1: CollectionChange = (collection, allocateId) => ({
  ...collection,
  indexes: collection.indexes.map((index) => {
    if (!index.isPrimary) return makeIndex(allocateId(), index.spec);
    if (!collection.collation) return index;
    const spec = primaryIndexSpec({ key: { _id: 1 } }, collection.collation.spec);
    return makeIndex(allocateId(), spec);
  }),
});

/**
 * Format 3 stores document counts. The rebuild counts documents in any case, so this step changes
 * nothing else.
 */
const fromFormat2: CollectionChange = (collection) => collection;

/** All steps, from the oldest format on. */
export const MIGRATIONS: readonly Migration[] = [
  { from: 1, change: fromFormat1, description: 'rebuilding indexes' },
  { from: 2, change: fromFormat2, description: 'counting documents' },
];
