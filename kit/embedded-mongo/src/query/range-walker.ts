import type { StorageRange } from '../storage/key-space.ts';
import type { ReadView, StorageEntry } from '../storage/read-view.ts';

const ZERO = Buffer.from([0]);

/**
 * Iterates over several ranges. When the view has changed since the last step (the cursor released
 * its snapshot, or the transaction wrote), it seeks again after the last key.
 */
export class RangeWalker {
  private readonly view: ReadView;
  private readonly ranges: readonly StorageRange[];
  private readonly isReverse: boolean;
  private position = 0;
  private iterator: Iterator<StorageEntry> | undefined;
  private epoch = 0;
  private lastKey: Buffer | undefined;

  constructor(view: ReadView, ranges: readonly StorageRange[], isReverse: boolean) {
    this.view = view;
    this.ranges = ranges;
    this.isReverse = isReverse;
  }

  private remaining(): StorageRange | undefined {
    const at = this.isReverse ? this.ranges.length - 1 - this.position : this.position;
    const range = this.ranges[at];
    if (!range || !this.lastKey) return range;
    return this.isReverse
      ? { start: range.start, end: this.lastKey }
      : { start: Buffer.concat([this.lastKey, ZERO]), end: range.end };
  }

  next(): StorageEntry | undefined {
    for (;;) {
      if (this.iterator && this.epoch !== this.view.epoch) this.close();
      if (!this.iterator) {
        const range = this.remaining();
        if (!range) return undefined;
        this.epoch = this.view.epoch;
        this.iterator = this.view.scan(range, this.isReverse);
      }
      const result = this.iterator.next();
      if (!result.done) {
        this.lastKey = result.value.key;
        return result.value;
      }
      this.iterator = undefined;
      this.lastKey = undefined;
      this.position += 1;
    }
  }

  close(): void {
    this.iterator?.return?.();
    this.iterator = undefined;
  }
}
