import { MAX_DOCUMENT_BYTES } from '../bson/bson-codec.ts';

/**
 * Whether a document fits into a batch that holds `bytes` already. A batch is no larger than a
 * document may be; its first document always fits.
 */
export function hasRoom(bytes: number, document: Uint8Array): boolean {
  return bytes === 0 || bytes + document.length <= MAX_DOCUMENT_BYTES;
}
