import type { Binary } from 'bson';
import type { Document } from '../bson/document.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import type { OverlayView } from '../storage/overlay-view.ts';

/** A change of a document or a collection, for the commit log. */
export interface LogEvent {
  readonly operation:
    | 'insert'
    | 'update'
    | 'replace'
    | 'delete'
    | 'create'
    | 'drop'
    | 'dropDatabase'
    | 'rename'
    | 'createIndexes'
    | 'dropIndexes'
    | 'modify';
  readonly database: string;
  /** Absent for `dropDatabase`. */
  readonly collection?: string;
  readonly documentKey?: Document;
  readonly before?: Buffer;
  readonly after?: Buffer;
  readonly details?: Document;
  readonly uuid?: Binary;
  /** True when the collection records pre- and post-images for change streams. */
  readonly hasImages?: boolean;
}

/**
 * Operations available to a write, inside or outside of a transaction. Outside, a function that
 * throws is rolled back; its result is acknowledged when the whole group is on disk.
 */
export interface WriteContext {
  readonly view: OverlayView;
  readonly now: Date;
  /** The collections as this writer sees them, its own changes included. */
  readonly catalog: Catalog;
  readonly isTransaction: boolean;
  /**
   * Claims the document or unique key at `key` for writing. Call it before reading the key. Outside
   * of a transaction, the write waits for the transaction that holds the key.
   *
   * @throws {MongoError} 112 on a conflict inside a transaction.
   */
  claim(key: Buffer): void;
  /** Marks the collection as written to: its indexes must not change until the commit. */
  touchCollection(collection: CollectionInfo): void;
  /**
   * Claims the collection itself for a change. Waits until no open transaction has written to it.
   */
  claimCollection(collection: CollectionInfo): void;
  putCollection(collection: CollectionInfo): void;
  /** Removes the collection from the catalog. The sweeper deletes its keys later. */
  dropCollection(collection: CollectionInfo): void;
  /** Renames the collection. Its keys stay in place. */
  moveCollection(from: CollectionInfo, to: CollectionInfo): void;
  /** Marks the keys of a dropped index for the sweeper. */
  discardKeys(id: number): void;
  allocateId(): number;
  /** Records which fields of an index have an array on their path, and at which paths. */
  markMultikey(indexId: number, paths: readonly string[], arrayPaths?: readonly string[]): void;
  log(event: LogEvent): void;
}
