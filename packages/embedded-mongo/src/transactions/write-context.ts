import type { Binary } from 'bson';
import type { Document } from '../bson/document.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import type { OverlayView } from '../storage/overlay-view.ts';

/** What happened to a document or a collection, for the commit log. */
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
  /** Whether the collection keeps states of documents for change streams to show. */
  readonly hasImages?: boolean;
}

/**
 * What a write works with, inside or outside of a transaction. Outside, a function that throws
 * leaves nothing behind; what it returns is acknowledged when the whole group is on disk.
 */
export interface WriteContext {
  readonly view: OverlayView;
  readonly now: Date;
  /** The collections as this writer sees them, its own changes included. */
  readonly catalog: Catalog;
  readonly isTransaction: boolean;
  /**
   * Says that the document or unique key at `key` is about to be written. Call it before looking
   * at what is there. In a transaction it throws 112 on a conflict; outside it makes the write
   * wait for the transaction that holds the key.
   */
  claim(key: Buffer): void;
  /** Says that documents of the collection are written: its indexes must not change meanwhile. */
  touchCollection(collection: CollectionInfo): void;
  /** For changes of the collection itself: waits until no transaction has written into it. */
  claimCollection(collection: CollectionInfo): void;
  putCollection(collection: CollectionInfo): void;
  /** Removes the collection from the catalog; its keys are swept later. */
  dropCollection(collection: CollectionInfo): void;
  /** Gives the collection another name; its keys stay where they are. */
  moveCollection(from: CollectionInfo, to: CollectionInfo): void;
  /** Hands the keys of a dropped index to the sweeper. */
  discardKeys(id: number): void;
  allocateId(): number;
  /** Says that fields of an index have met arrays, and where on their paths. */
  markMultikey(indexId: number, paths: readonly string[], places?: readonly string[]): void;
  log(event: LogEvent): void;
}
