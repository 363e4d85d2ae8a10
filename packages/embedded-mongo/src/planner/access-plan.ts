import type { IndexInfo } from '../catalog/types.ts';
import type { StorageRange } from '../storage/key-space.ts';

/** Reads the whole collection in `_id` order. */
interface CollectionScan {
  readonly kind: 'collscan';
  readonly isReverse: boolean;
}

/** Reads one document by its `_id`. */
export interface IdLookup {
  readonly kind: 'idhack';
  readonly id: Buffer;
}

/** Reads ranges of an index, then the documents. */
export interface IndexScan {
  readonly kind: 'ixscan';
  readonly index: IndexInfo;
  /** Ascending and apart from each other; a reverse scan walks them from the last to the first. */
  readonly ranges: readonly StorageRange[];
  readonly isReverse: boolean;
  readonly isMultikey: boolean;
  /** Per field, for `explain`. */
  readonly bounds: Readonly<Record<string, readonly string[]>>;
}

/** Reads several index scans whose filters stand in a top-level `$or`; each document once. */
interface OrScan {
  readonly kind: 'or';
  readonly branches: readonly (IndexScan | IdLookup)[];
}

/** There is nothing to read. */
interface EmptyScan {
  readonly kind: 'eof';
}

/** How documents are found. The filter is applied to every one of them all the same. */
export type AccessPlan = CollectionScan | IdLookup | IndexScan | OrScan | EmptyScan;

/** A plan, and whether it gives documents in the order asked for. */
export interface QueryPlan {
  readonly access: AccessPlan;
  readonly providesSort: boolean;
  /** Plans that were considered and not chosen. */
  readonly rejected: readonly AccessPlan[];
}
