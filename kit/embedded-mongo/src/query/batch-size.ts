import { MAX_DOCUMENT_BYTES } from '../bson/bson-codec.ts';

/**
 * Returns true when a document fits into a batch of `bytes`. A batch is limited to the maximum
 * document size; its first document always fits.
 */
export function fitsInBatch(bytes: number, document: Uint8Array): boolean {
  return bytes === 0 || bytes + document.length <= MAX_DOCUMENT_BYTES;
}
