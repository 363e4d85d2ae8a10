import { countKey } from './key-space.ts';
import type { OverlayView } from './overlay-view.ts';
import type { ReadView } from './read-view.ts';

const COUNT_BYTES = 8;

/** Encodes a document count for storage. */
export function encodeCount(count: number): Buffer {
  const bytes = Buffer.allocUnsafe(COUNT_BYTES);
  bytes.writeBigUInt64BE(BigInt(count));
  return bytes;
}

/** Reverses {@link encodeCount}. Returns 0 for a collection that was never written to. */
function decodeCount(bytes: Buffer | undefined): number {
  return bytes ? Number(bytes.readBigUInt64BE()) : 0;
}

/** Returns the number of documents in a collection, pending writes included. */
export function readCount(view: ReadView, collectionId: number): number {
  return decodeCount(view.get(countKey(collectionId)));
}

/**
 * Adds to the document count of a collection; negative after deletes. The new count is a pending
 * write, so it is rolled back and committed with the others. Counts never conflict: a transaction
 * commits its difference, not its total.
 */
export function addToCount(view: OverlayView, collectionId: number, added: number): void {
  if (added === 0) return;
  view.put(countKey(collectionId), encodeCount(readCount(view, collectionId) + added));
}
