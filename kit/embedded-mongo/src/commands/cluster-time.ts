import { Binary, Long, Timestamp } from 'bson';
import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { sequenceTimestamp } from '../bson/sequence-timestamp.ts';
import { typeMismatch } from '../mongo-error.ts';

const HASH_BYTES = 20;

/** Builds the `$clusterTime` of a reply. It is unsigned, since there is no authentication. */
export function clusterTime(sequence: bigint): Document {
  return {
    clusterTime: sequenceTimestamp(sequence),
    signature: { hash: new Binary(Buffer.alloc(HASH_BYTES)), keyId: Long.fromNumber(0) },
  };
}

/**
 * Validates the `$clusterTime` that a client sends.
 *
 * @throws {MongoError} 14 when it is malformed.
 */
export function checkClusterTime({ $clusterTime }: Document): void {
  if ($clusterTime === undefined) return;
  const time = isDocument($clusterTime) ? $clusterTime.clusterTime : undefined;
  if (time instanceof Timestamp) return;
  throw typeMismatch(
    "BSON field '$clusterTime.clusterTime' is the wrong type, expected type 'timestamp'",
  );
}
