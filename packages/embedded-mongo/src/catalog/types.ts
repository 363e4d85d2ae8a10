import type { Binary } from 'bson';
import type { Document } from '../bson/document.ts';
import type { Collation, CompiledFilter } from '../language/index.ts';

/** An index as the engine uses it; `spec` is the same as `listIndexes` shows it. */
export interface IndexInfo {
  readonly id: number;
  readonly name: string;
  readonly spec: Document;
  readonly keyPattern: Document;
  readonly fields: readonly string[];
  readonly directions: readonly (1 | -1)[];
  /** The index on `_id`, which every collection has and nobody can drop. */
  readonly isPrimary: boolean;
  /**
   * True when the entries are the documents themselves: the index on `_id` of a collection without
   * a collation. Under one, documents still lie in the order of their bytes, and the index on
   * `_id` is an index like any other.
   */
  readonly holdsDocuments: boolean;
  readonly isUnique: boolean;
  readonly isSparse: boolean;
  readonly isHidden: boolean;
  readonly partialFilter: CompiledFilter | undefined;
  readonly collation: Collation | undefined;
  readonly expireAfterSeconds: number | undefined;
}

/** A collection. A change of its indexes or options makes a new object. */
export interface CollectionInfo {
  readonly id: number;
  readonly uuid: Binary;
  readonly database: string;
  readonly name: string;
  /** `database.name`. */
  readonly namespace: string;
  readonly options: Document;
  readonly collation: Collation | undefined;
  /** The `_id` index first, the others in the order of their making. */
  readonly indexes: readonly IndexInfo[];
}
