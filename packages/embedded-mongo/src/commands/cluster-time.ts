import { Binary, Long, Timestamp } from 'bson';
import type { Document } from '../semantics/index.ts';

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
