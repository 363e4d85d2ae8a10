import type { Binary } from 'bson';
import type { Document } from '../bson/document.ts';
import type { Collation, CompiledFilter } from '../language/index.ts';

/** An index as the engine uses it; `spec` is its form in `listIndexes`. */
export interface IndexInfo {
  readonly id: number;
  readonly name: string;
  readonly spec: Document;
  readonly keyPattern: Document;
  readonly fields: readonly string[];
  readonly directions: readonly (1 | -1)[];
  /** True for the index on `_id`, which every collection has and which cannot be dropped. */
  readonly isPrimary: boolean;
  /**
   * True for a clustered index, whose entries are the documents themselves: the `_id` index of a
   * collection without a collation. With a collation, documents are still stored in byte order, and
   * the `_id` index is an ordinary index.
   */
  readonly isClustered: boolean;
  readonly isUnique: boolean;
  readonly isSparse: boolean;
  readonly isHidden: boolean;
  readonly partialFilter: CompiledFilter | undefined;
  readonly collation: Collation | undefined;
  readonly expireAfterSeconds: number | undefined;
}

/** A collection. Immutable: a change of its indexes or options creates a new object. */
export interface CollectionInfo {
  readonly id: number;
  readonly uuid: Binary;
  readonly database: string;
  readonly name: string;
  /** `database.name`. */
  readonly namespace: string;
  readonly options: Document;
  readonly collation: Collation | undefined;
  /** The `_id` index first, the others in order of creation. */
  readonly indexes: readonly IndexInfo[];
}
