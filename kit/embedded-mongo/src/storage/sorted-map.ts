/** A pending write: the new value of a key, or `null` when the key is deleted. */
export type PendingValue = Buffer | null;

/** A key and its pending value. */
export interface PendingEntry {
  readonly key: Buffer;
  value: PendingValue;
}

const CHUNK_SIZE = 512;

/** Returns the first position in `chunk` whose key is not less than `key`. */
function lowerBound(chunk: readonly PendingEntry[], key: Buffer): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = chunk[middle];
    if (entry && entry.key.compare(key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * An ordered map from keys to pending writes. A list of small sorted chunks keeps insertion in any
 * order cheap, even with hundreds of thousands of entries.
 */
export class SortedMap {
  private readonly chunks: PendingEntry[][] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Finds the position of `key`, or where it would be inserted. */
  private locate(key: Buffer): { chunkIndex: number; position: number; found?: PendingEntry } {
    let low = 0;
    let high = this.chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const last = this.chunks[middle]?.at(-1);
      if (last && last.key.compare(key) < 0) low = middle + 1;
      else high = middle;
    }
    const chunk = this.chunks[low];
    if (!chunk) return { chunkIndex: low, position: 0 };
    const position = lowerBound(chunk, key);
    const entry = chunk[position];
    if (entry?.key.equals(key)) return { chunkIndex: low, position, found: entry };
    return { chunkIndex: low, position };
  }

  /** Returns the pending write of the key, or `undefined` when it has none. */
  get(key: Buffer): PendingValue | undefined {
    return this.count === 0 ? undefined : this.locate(key).found?.value;
  }

  /** Sets a pending write and returns the previous one. */
  set(key: Buffer, value: PendingValue): PendingValue | undefined {
    const { chunkIndex, position, found } = this.locate(key);
    if (found) {
      const before = found.value;
      found.value = value;
      return before;
    }
    this.count += 1;
    const entry: PendingEntry = { key, value };
    const chunk = this.chunks[chunkIndex];
    if (chunk) {
      chunk.splice(position, 0, entry);
      if (chunk.length > CHUNK_SIZE) {
        this.chunks.splice(chunkIndex + 1, 0, chunk.splice(CHUNK_SIZE >> 1));
      }
      return undefined;
    }
    // After the last key: grow the last chunk, so that ascending keys fill chunks well.
    const last = this.chunks.at(-1);
    if (last && last.length < CHUNK_SIZE) last.push(entry);
    else this.chunks.push([entry]);
    return undefined;
  }

  /** Removes the pending write of the key. */
  delete(key: Buffer): void {
    const { chunkIndex, position, found } = this.locate(key);
    if (!found) return;
    this.count -= 1;
    const chunk = this.chunks[chunkIndex];
    chunk?.splice(position, 1);
    if (chunk?.length === 0) this.chunks.splice(chunkIndex, 1);
  }

  /** Returns the first entry at or after `key`, or strictly after it with `isAfter`. */
  ceiling(key: Buffer, isAfter: boolean): PendingEntry | undefined {
    const { chunkIndex, position, found } = this.locate(key);
    const at = found && isAfter ? position + 1 : position;
    return this.chunks[chunkIndex]?.[at] ?? this.chunks[chunkIndex + 1]?.[0];
  }

  /** Returns the last entry before `key`. */
  below(key: Buffer): PendingEntry | undefined {
    const { chunkIndex, position } = this.locate(key);
    if (position > 0) return this.chunks[chunkIndex]?.[position - 1];
    return this.chunks[chunkIndex - 1]?.at(-1);
  }

  *entries(): Generator<PendingEntry> {
    for (const chunk of this.chunks) yield* chunk;
  }
}
