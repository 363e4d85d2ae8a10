import type { Catalog } from '../catalog/catalog.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import { OverlayView } from '../storage/overlay-view.ts';
import type { Snapshot } from '../storage/snapshot.ts';
import type { LogEvent } from './write-context.ts';

export type TransactionState = 'open' | 'committing' | 'committed' | 'aborted';

/** A change of the catalog that a transaction will make when it commits. */
export type CatalogChange =
  | { readonly kind: 'put'; readonly collection: CollectionInfo; readonly isNew: boolean }
  | { readonly kind: 'drop'; readonly collection: CollectionInfo };

/** An open multi-document transaction: a held snapshot and the writes on top of it. */
export class Transaction {
  readonly snapshot: Snapshot;
  readonly view: OverlayView;
  /** The snapshot's collections with the transaction's own changes. */
  catalog: Catalog;
  readonly claims = new Set<string>();
  /** The namespaces written to. */
  readonly touched = new Set<string>();
  readonly multikeyIndexes = new Set<number>();
  readonly catalogChanges: CatalogChange[] = [];
  readonly discardedIds: number[] = [];
  readonly events: LogEvent[] = [];
  state: TransactionState = 'open';
  /** Resolves when the transaction has ended either way. */
  readonly finished: Promise<void>;
  readonly startedAt = Date.now();
  private resolveFinished: () => void = () => {};

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
    this.view = new OverlayView(snapshot.view);
    this.catalog = snapshot.catalog;
    this.finished = new Promise((resolve) => {
      this.resolveFinished = resolve;
    });
  }

  get hasWrites(): boolean {
    return this.view.size > 0 || this.catalogChanges.length > 0;
  }

  /** Lets go of the snapshot and wakes those who wait. */
  end(state: 'committed' | 'aborted'): void {
    this.state = state;
    this.snapshot.release();
    this.resolveFinished();
  }
}
