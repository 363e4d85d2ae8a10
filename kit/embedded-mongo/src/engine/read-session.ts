import type { Snapshot } from '../catalog/snapshot.ts';
import type { StorageRange } from '../storage/key-space.ts';
import type { ReadView, StorageEntry } from '../storage/read-view.ts';

const DONE: IteratorResult<StorageEntry> = { done: true, value: undefined };

/**
 * A reader that holds a snapshot only while it is read from. A cursor releases it between two
 * batches, so that an idle cursor does not keep old pages alive. It then continues after its last
 * key in the latest state, like a MongoDB cursor after a yield.
 */
export class ReadSession implements ReadView {
  private readonly open: () => Snapshot;
  private current: Snapshot | undefined;
  private readonly iterators = new Set<Iterator<StorageEntry>>();
  private generation = 0;

  constructor(open: () => Snapshot) {
    this.open = open;
  }

  get epoch(): number {
    return this.generation;
  }

  get snapshot(): Snapshot {
    this.current ??= this.open();
    return this.current;
  }

  get(key: Buffer): Buffer | undefined {
    return this.snapshot.view.get(key);
  }

  scan(range: StorageRange, isReverse: boolean): Iterator<StorageEntry> {
    const { iterators } = this;
    const inner = this.snapshot.view.scan(range, isReverse);
    iterators.add(inner);
    return {
      next: () => {
        if (!iterators.has(inner)) return DONE;
        const result = inner.next();
        if (result.done) iterators.delete(inner);
        return result;
      },
      return: () => {
        if (iterators.delete(inner)) inner.return?.();
        return DONE;
      },
    };
  }

  /** Releases the snapshot. The next read opens another. */
  releaseSnapshot(): void {
    if (!this.current) return;
    for (const iterator of this.iterators) iterator.return?.();
    this.iterators.clear();
    this.current.release();
    this.current = undefined;
    this.generation += 1;
  }
}
