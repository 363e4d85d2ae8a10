import type { StorageRange } from './key-space.ts';
import type { ReadView, StorageEntry } from './read-view.ts';
import type { PendingEntry, PendingValue } from './sorted-map.ts';
import { SortedMap } from './sorted-map.ts';

const DONE: IteratorResult<StorageEntry> = { done: true, value: undefined };

interface Undo {
  readonly key: Buffer;
  readonly before: PendingValue | undefined;
}

/** A position for {@link OverlayView.rollbackTo}. */
type Savepoint = number;

/**
 * A state of the file with pending writes on top. A transaction reads its own writes through it,
 * and so do the writes of one commit group. Writes stay in memory until they are committed.
 */
export class OverlayView implements ReadView {
  private readonly writes = new SortedMap();
  private readonly undo: Undo[] = [];
  private readonly base: ReadView;
  private version = 0;
  private bytes = 0;

  constructor(base: ReadView) {
    this.base = base;
  }

  get epoch(): number {
    return this.base.epoch + this.version;
  }

  /** Bytes of all keys and values written, rolled back ones included. */
  get byteLength(): number {
    return this.bytes;
  }

  get size(): number {
    return this.writes.size;
  }

  get(key: Buffer): Buffer | undefined {
    const pending = this.writes.get(key);
    if (pending === undefined) return this.base.get(key);
    return pending ?? undefined;
  }

  put(key: Buffer, value: Buffer): void {
    this.write(key, value);
  }

  remove(key: Buffer): void {
    this.write(key, null);
  }

  private write(key: Buffer, value: PendingValue): void {
    this.undo.push({ key, before: this.writes.set(key, value) });
    this.bytes += key.length + (value?.length ?? 0);
    this.version += 1;
  }

  savepoint(): Savepoint {
    return this.undo.length;
  }

  /** Undoes every write since the savepoint. */
  rollbackTo(savepoint: Savepoint): void {
    if (savepoint > this.undo.length) throw new Error('The savepoint no longer exists');
    while (this.undo.length > savepoint) {
      const step = this.undo.pop();
      if (!step) return;
      if (step.before === undefined) this.writes.delete(step.key);
      else this.writes.set(step.key, step.before);
      this.version += 1;
    }
  }

  /** Returns the pending writes in key order. */
  pending(): Generator<PendingEntry> {
    return this.writes.entries();
  }

  scan(range: StorageRange, isReverse: boolean): Iterator<StorageEntry> {
    return new MergedScan(this.base.scan(range, isReverse), this.writes, range, isReverse);
  }
}

/** Merges a scan of the base with the pending writes. A pending write hides the base's entry. */
class MergedScan implements Iterator<StorageEntry> {
  private readonly base: Iterator<StorageEntry>;
  private readonly writes: SortedMap;
  private readonly range: StorageRange;
  private readonly isReverse: boolean;
  private fromBase: StorageEntry | undefined;
  private fromWrites: PendingEntry | undefined;

  constructor(
    base: Iterator<StorageEntry>,
    writes: SortedMap,
    range: StorageRange,
    isReverse: boolean,
  ) {
    this.base = base;
    this.writes = writes;
    this.range = range;
    this.isReverse = isReverse;
    this.advanceBase();
    this.fromWrites = this.inRange(
      isReverse ? writes.below(range.end) : writes.ceiling(range.start, false),
    );
  }

  private inRange(entry: PendingEntry | undefined): PendingEntry | undefined {
    if (!entry) return undefined;
    const isInside = this.isReverse
      ? entry.key.compare(this.range.start) >= 0
      : entry.key.compare(this.range.end) < 0;
    return isInside ? entry : undefined;
  }

  private advanceBase(): void {
    const next = this.base.next();
    this.fromBase = next.done ? undefined : next.value;
  }

  private advanceWrites(key: Buffer): void {
    const next = this.isReverse ? this.writes.below(key) : this.writes.ceiling(key, true);
    this.fromWrites = this.inRange(next);
  }

  next(): IteratorResult<StorageEntry> {
    for (;;) {
      const base = this.fromBase;
      const write = this.fromWrites;
      if (!write) {
        if (!base) return DONE;
        this.advanceBase();
        return { done: false, value: base };
      }
      const order = base ? base.key.compare(write.key) * (this.isReverse ? -1 : 1) : 1;
      if (base && order < 0) {
        this.advanceBase();
        return { done: false, value: base };
      }
      if (order === 0) this.advanceBase();
      const { key, value } = write;
      this.advanceWrites(key);
      if (value) return { done: false, value: { key, value } };
    }
  }

  return(): IteratorResult<StorageEntry> {
    this.base.return?.();
    this.fromBase = undefined;
    this.fromWrites = undefined;
    return DONE;
  }
}
