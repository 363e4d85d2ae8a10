import type { IndexInfo } from '../catalog/types.ts';
import type { StorageRange } from '../storage/key-space.ts';

/** Scans the whole collection in `_id` order. */
interface CollectionScan {
  readonly kind: 'collscan';
  readonly isReverse: boolean;
}

/** Looks up one document by its `_id`. */
export interface IdLookup {
  readonly kind: 'idhack';
  readonly id: Buffer;
}

/** Scans ranges of an index and fetches the documents. */
export interface IndexScan {
  readonly kind: 'ixscan';
  readonly index: IndexInfo;
  /** Ascending and disjoint. A reverse scan reads them from the last to the first. */
  readonly ranges: readonly StorageRange[];
  readonly isReverse: boolean;
  readonly isMultikey: boolean;
  /** Bounds per field, for `explain`. */
  readonly bounds: Readonly<Record<string, readonly string[]>>;
}

/** Scans several indexes for the branches of a top-level `$or`; returns each document once. */
interface OrScan {
  readonly kind: 'or';
  readonly branches: readonly (IndexScan | IdLookup)[];
}

/** Reads nothing. */
interface EmptyScan {
  readonly kind: 'eof';
}

/** Access path to documents. The filter is applied to every document in any case. */
export type AccessPlan = CollectionScan | IdLookup | IndexScan | OrScan | EmptyScan;

/** A plan, and whether it returns documents in sort order. */
export interface QueryPlan {
  readonly access: AccessPlan;
  readonly providesSort: boolean;
  /** Returns the plans that were not chosen, for `explain`. */
  readonly rejected: () => readonly AccessPlan[];
}
