import { Long, Timestamp } from 'bson';

/** A commit's sequence as the BSON timestamp that clients see. */
export function sequenceTimestamp(sequence: bigint): Timestamp {
  return new Timestamp(Long.fromBigInt(sequence, true));
}

/** The reverse of {@link sequenceTimestamp}. */
export function timestampSequence(timestamp: Timestamp): bigint {
  return (BigInt(timestamp.t) << 32n) | BigInt(timestamp.i);
}
