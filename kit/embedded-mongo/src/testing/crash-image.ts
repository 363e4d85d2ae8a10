import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1024 * 1024;
/** Unit that a disk writes atomically. */
const SECTOR_BYTES = 512;
/** LMDB's two meta pages. */
const META_PAGES_BYTES = 2 * 4096;

/**
 * Copies the data file as a process killed now would leave it. Reads the meta pages first, then the
 * rest up to the current end of the file. Everything that the meta pages refer to is complete: LMDB
 * writes them last and does not touch those pages during the next commit. Call it from the thread
 * that starts the commits.
 */
export function killImage(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (;;) {
      const chunk = Buffer.alloc(chunks.length === 0 ? META_PAGES_BYTES : CHUNK_BYTES);
      const length = readSync(file, chunk, 0, chunk.length, null);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
}

/**
 * Builds the data file as a power cut may leave it. `synced` is on disk; any of the sectors written
 * since then (up to `current`) may be missing. At most one commit runs between the two, and it
 * flushes its pages before it writes the meta page. `random` returns numbers from 0 to 1.
 */
export function powerCutImage(synced: Buffer, current: Buffer, random: () => number): Buffer {
  const image = Buffer.from(current);
  const hasOldMetaPages = synced
    .subarray(0, META_PAGES_BYTES)
    .equals(current.subarray(0, META_PAGES_BYTES));
  const end = hasOldMetaPages ? Math.min(synced.length, current.length) : META_PAGES_BYTES;
  for (let at = 0; at < end; at += SECTOR_BYTES) {
    const old = synced.subarray(at, at + SECTOR_BYTES);
    if (!old.equals(image.subarray(at, at + SECTOR_BYTES)) && random() < 0.5) old.copy(image, at);
  }
  if (!hasOldMetaPages) return image;
  for (let at = end; at < image.length; at += SECTOR_BYTES) {
    if (random() < 0.5) image.fill(0, at, at + SECTOR_BYTES);
  }
  return random() < 0.5 ? image.subarray(0, end) : image;
}
