import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1024 * 1024;
/** What a disk writes whole. */
const SECTOR_BYTES = 512;
/** The two pages that LMDB keeps its heads in. */
const HEAD_BYTES = 2 * 4096;

/**
 * The data file as a process that is killed now leaves it. Its head is read first, and the rest up
 * to wherever the file ends by then: what the head leads to is complete, as LMDB writes it last and
 * does not touch it during the next commit. Call it from the thread that starts the commits.
 */
export function killImage(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (;;) {
      const chunk = Buffer.alloc(chunks.length === 0 ? HEAD_BYTES : CHUNK_BYTES);
      const length = readSync(file, chunk, 0, chunk.length, null);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
}

/**
 * The data file as a power cut may leave it: `synced` is on disk, and of the sectors written since
 * (up to `current`) any may be missing. `random` gives numbers from 0 to 1. Between the two, one
 * commit is under way, which waits for its pages to be on disk before it writes the head.
 */
export function powerCutImage(synced: Buffer, current: Buffer, random: () => number): Buffer {
  const image = Buffer.from(current);
  const isHeadOld = synced.subarray(0, HEAD_BYTES).equals(current.subarray(0, HEAD_BYTES));
  const end = isHeadOld ? Math.min(synced.length, current.length) : HEAD_BYTES;
  for (let at = 0; at < end; at += SECTOR_BYTES) {
    const old = synced.subarray(at, at + SECTOR_BYTES);
    if (!old.equals(image.subarray(at, at + SECTOR_BYTES)) && random() < 0.5) old.copy(image, at);
  }
  if (!isHeadOld) return image;
  for (let at = end; at < image.length; at += SECTOR_BYTES) {
    if (random() < 0.5) image.fill(0, at, at + SECTOR_BYTES);
  }
  return random() < 0.5 ? image.subarray(0, end) : image;
}
