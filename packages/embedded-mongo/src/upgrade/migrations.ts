import { makeIndex, primaryIndexSpec } from '../catalog/index-spec.ts';
import type { CollectionInfo } from '../catalog/types.ts';

/**
 * Gives a collection as it is to be: an index under a new id is built anew, and the keys under an
 * id that is gone are removed.
 */
export type CollectionChange = (
  collection: CollectionInfo,
  allocateId: () => number,
) => CollectionInfo;

/** A step from one format to the next. */
export interface Migration {
  readonly from: number;
  readonly change: CollectionChange;
  /** What it does, for people: the end of a sentence. */
  readonly what: string;
}

/** The indexes whose entries Node's string tables have a part in. */
export const collatedIndexes: CollectionChange = (collection, allocateId) => ({
  ...collection,
  indexes: collection.indexes.map((index) =>
    index.collation ? makeIndex(allocateId(), index.spec) : index,
  ),
});

/**
 * Format 2 gives `_id` under a collection's collation an index of its own, and says with which
 * string tables the indexes were made. Format 1 did not, so all of them are built anew.
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

/** Format 3 keeps how many documents a collection has, which is counted whenever indexes are built. */
const fromFormat2: CollectionChange = (collection) => collection;

/** Every step from the oldest format on, in order. */
export const MIGRATIONS: readonly Migration[] = [
  { from: 1, change: fromFormat1, what: 'its indexes are built anew' },
  { from: 2, change: fromFormat2, what: 'its documents are counted' },
];
