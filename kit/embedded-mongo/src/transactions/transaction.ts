import type { Catalog } from '../catalog/catalog.ts';
import type { Snapshot } from '../catalog/snapshot.ts';
import type { CollectionInfo } from '../catalog/types.ts';
import { OverlayView } from '../storage/overlay-view.ts';
import type { LogEvent } from './write-context.ts';

type TransactionState = 'open' | 'committing' | 'committed' | 'aborted';

/** A pending catalog change of a transaction. */
type CatalogChange =
  | { readonly kind: 'put'; readonly collection: CollectionInfo; readonly isNew: boolean }
  | { readonly kind: 'drop'; readonly collection: CollectionInfo };

/** An open multi-document transaction: a held snapshot with its writes on top. */
export class Transaction {
  readonly snapshot: Snapshot;
  readonly view: OverlayView;
  /** The snapshot's collections with the transaction's own changes. */
  catalog: Catalog;
  readonly claims = new Set<string>();
  /** Namespaces written to. */
  readonly touched = new Set<string>();
  readonly multikeyIndexes = new Set<number>();
  readonly catalogChanges: CatalogChange[] = [];
  readonly discardedIds: number[] = [];
  readonly events: LogEvent[] = [];
  state: TransactionState = 'open';
  /** Resolves when the transaction is committed or aborted. */
  readonly finished: Promise<void>;
  readonly startedAt = Date.now();
  private resolveFinished: () => void = () => {};
  private runningCommands = 0;

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

  /** Marks the start of a command. The snapshot stays open until {@link leave}. */
  enter(): void {
    this.runningCommands += 1;
  }

  leave(): void {
    this.runningCommands -= 1;
    this.releaseUnused();
  }

  /**
   * Ends the transaction: wakes waiting writes, and releases the snapshot once no command reads it.
   */
  end(state: 'committed' | 'aborted'): void {
    this.state = state;
    this.releaseUnused();
    this.resolveFinished();
  }

  private releaseUnused(): void {
    const isOver = this.state === 'committed' || this.state === 'aborted';
    if (isOver && this.runningCommands === 0) this.snapshot.release();
  }
}
