import { BSONError, deserialize, serialize, setInternalBufferSize } from 'bson';
import { mongoError } from '../mongo-error.ts';
import type { Document } from './document.ts';

const READ_OPTIONS = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
} as const;

/** MongoDB's maximum document size: 16 MiB. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/**
 * Maximum size of an internal record. A commit log entry holds a document before and after a
 * change, and bson's own buffer limit is 17 MiB.
 */
const MAX_RECORD_BYTES = 36 * 1024 * 1024;
setInternalBufferSize(MAX_RECORD_BYTES);

/**
 * Decodes BSON and keeps int, long, double and decimal apart.
 *
 * @throws {MongoError} 22 when the bytes are malformed.
 */
export function decodeDocument(bytes: Uint8Array): Document {
  try {
    return deserialize(bytes, READ_OPTIONS);
  } catch (error) {
    if (error instanceof BSONError) throw mongoError(22, error.message);
    if (error instanceof RangeError) {
      throw mongoError(15, 'BSONObj exceeded maximum nested object depth: 200');
    }
    throw error;
  }
}

/**
 * Encodes a document for a reply or an internal record, which may exceed 16 MiB.
 *
 * @throws {MongoError} 10334 when it is too large for either.
 */
export function encodeDocument(document: Document): Buffer {
  try {
    const bytes = serialize(document);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (error.message.includes('call stack')) {
      throw mongoError(15, 'BSONObj exceeded maximum nested object depth: 200');
    }
    throw mongoError(10334, `BSONObj is too large: more than ${MAX_RECORD_BYTES} bytes`);
  }
}

/**
 * Encodes a document to be stored.
 *
 * @throws {MongoError} 10334 when it exceeds 16 MiB.
 */
export function encodeStored(document: Document): Buffer {
  const bytes = encodeDocument(document);
  assertStorable(bytes);
  return bytes;
}

/**
 * Checks the size of a document to be stored.
 *
 * @throws {MongoError} 10334 when it exceeds 16 MiB.
 */
export function assertStorable(bytes: Uint8Array): void {
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw mongoError(
      10334,
      `BSONObj size: ${bytes.length} (0x${bytes.length.toString(16).toUpperCase()}) is invalid. ` +
        'Size must be between 0 and 16793600(16MB)',
    );
  }
}
