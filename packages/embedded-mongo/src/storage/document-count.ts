import { countKey } from './key-space.ts';
import type { OverlayView } from './overlay-view.ts';
import type { ReadView } from './read-view.ts';

const COUNT_BYTES = 8;

/** The stored form of a number of documents. */
export function encodeCount(count: number): Buffer {
  const bytes = Buffer.allocUnsafe(COUNT_BYTES);
  bytes.writeBigUInt64BE(BigInt(count));
  return bytes;
}

/** The reverse of {@link encodeCount}; 0 for a collection that nothing was ever written to. */
function decodeCount(bytes: Buffer | undefined): number {
  return bytes ? Number(bytes.readBigUInt64BE()) : 0;
}

/** How many documents a collection holds in this state, pending writes included. */
export function readCount(view: ReadView, collectionId: number): number {
  return decodeCount(view.get(countKey(collectionId)));
}

/**
 * Notes that documents were added (or removed, below zero). Part of the pending writes, so that it is
 * rolled back and committed with them. Nobody claims a count: a transaction hands on what it has added.
 */
export function addToCount(view: OverlayView, collectionId: number, added: number): void {
  if (added === 0) return;
  view.put(countKey(collectionId), encodeCount(readCount(view, collectionId) + added));
}
