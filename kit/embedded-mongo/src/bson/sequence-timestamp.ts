import { Long, Timestamp } from 'bson';

/** Converts a commit's sequence to the BSON timestamp that clients see. */
export function sequenceTimestamp(sequence: bigint): Timestamp {
  return new Timestamp(Long.fromBigInt(sequence, true));
}

/** Reverses {@link sequenceTimestamp}. */
export function timestampSequence(timestamp: Timestamp): bigint {
  return (BigInt(timestamp.t) << 32n) | BigInt(timestamp.i);
}
