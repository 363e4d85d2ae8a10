import type { Snapshot } from '../catalog/snapshot.ts';
import type { StorageRange } from '../storage/key-space.ts';
import type { ReadView, StorageEntry } from '../storage/read-view.ts';

const DONE: IteratorResult<StorageEntry> = { done: true, value: undefined };

/**
 * A reader that may rest: it holds a snapshot only while it is being read from. Between two batches
 * of a cursor it lets go, so that an idle cursor keeps no old pages alive; it then goes on from
 * where it was, in the state of that moment, as a MongoDB cursor does after a yield.
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

  /** Lets go of the snapshot. The next read opens another. */
  rest(): void {
    if (!this.current) return;
    for (const iterator of this.iterators) iterator.return?.();
    this.iterators.clear();
    this.current.release();
    this.current = undefined;
    this.generation += 1;
  }
}
