import type { StorageRange } from './key-space.ts';

/** A key and its value. Both buffers are immutable. */
export interface StorageEntry {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** A consistent state of the file, with or without pending writes on top. */
export interface ReadView {
  get(key: Buffer): Buffer | undefined;
  /**
   * Iterates over entries in key order, or in reverse. The iterator holds a storage cursor until it
   * is exhausted or `return` is called.
   */
  scan(range: StorageRange, isReverse: boolean): Iterator<StorageEntry>;
  /** Changes whenever a running scan may be stale and has to seek again. */
  readonly epoch: number;
}

/** Iterates over a range in a `for` loop. */
export function* entriesOf(
  view: ReadView,
  range: StorageRange,
  isReverse = false,
): Generator<StorageEntry> {
  const iterator = view.scan(range, isReverse);
  try {
    for (let next = iterator.next(); !next.done; next = iterator.next()) yield next.value;
  } finally {
    iterator.return?.();
  }
}

/** Counts the entries of a range, up to `cap`. */
export function countUpTo(view: ReadView, range: StorageRange, cap: number): number {
  let count = 0;
  for (const _entry of entriesOf(view, range)) {
    count += 1;
    if (count >= cap) break;
  }
  return count;
}
