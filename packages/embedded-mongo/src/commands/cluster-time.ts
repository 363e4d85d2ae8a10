import { Binary, Long, Timestamp } from 'bson';
import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../language/index.ts';
import { typeMismatch } from '../mongo-error.ts';

const HASH_BYTES = 20;

/** A commit's sequence as the BSON timestamp that clients see. */
export function sequenceTimestamp(sequence: bigint): Timestamp {
  return new Timestamp(Long.fromBigInt(sequence, true));
}

/** The reverse of {@link sequenceTimestamp}. */
export function timestampSequence(timestamp: Timestamp): bigint {
  return (BigInt(timestamp.t) << 32n) | BigInt(timestamp.i);
}

/** The `$clusterTime` of a reply. Nobody signs it, as nobody logs in. */
export function clusterTime(sequence: bigint): Document {
  return {
    clusterTime: sequenceTimestamp(sequence),
    signature: { hash: new Binary(Buffer.alloc(HASH_BYTES)), keyId: Long.fromNumber(0) },
  };
}

/** 14 when the `$clusterTime` that a client gossips is none. */
export function checkClusterTime({ $clusterTime }: Document): void {
  if ($clusterTime === undefined) return;
  const time = isDocument($clusterTime) ? $clusterTime.clusterTime : undefined;
  if (time instanceof Timestamp) return;
  throw typeMismatch(
    "BSON field '$clusterTime.clusterTime' is the wrong type, expected type 'timestamp'",
  );
}
