/** Record that every commit rewrites. It ties a snapshot to a sequence and a catalog. */
interface StateRecord {
  /** Cluster time of the last commit: seconds in the high 32 bits, a counter in the low. */
  readonly sequence: bigint;
  readonly catalogVersion: number;
  /** Next id for a collection or an index. */
  readonly nextId: number;
  /** The commit log is complete after this sequence; older entries may have been removed. */
  readonly trimmedSequence: bigint;
  /** Total size of all entries in the commit log. */
  readonly logBytes: number;
}

const FIRST_ID = 1;

/** State of an empty file. */
export const INITIAL_STATE: StateRecord = {
  sequence: 0n,
  catalogVersion: 0,
  nextId: FIRST_ID,
  trimmedSequence: 0n,
  logBytes: 0,
};

const STATE_BYTES = 32;

export function encodeState(state: StateRecord): Buffer {
  const bytes = Buffer.allocUnsafe(STATE_BYTES);
  bytes.writeBigUInt64BE(state.sequence, 0);
  bytes.writeUInt32BE(state.catalogVersion, 8);
  bytes.writeUInt32BE(state.nextId, 12);
  bytes.writeBigUInt64BE(state.trimmedSequence, 16);
  bytes.writeDoubleBE(state.logBytes, 24);
  return bytes;
}

export function decodeState(bytes: Buffer | undefined): StateRecord {
  if (!bytes) return INITIAL_STATE;
  return {
    sequence: bytes.readBigUInt64BE(0),
    catalogVersion: bytes.readUInt32BE(8),
    nextId: bytes.readUInt32BE(12),
    trimmedSequence: bytes.readBigUInt64BE(16),
    logBytes: bytes.readDoubleBE(24),
  };
}

const COUNTER_BITS = 32n;

/**
 * Returns the next cluster time: the current second, or the last one plus one when that is later.
 */
export function nextSequence(last: bigint, nowMs: number): bigint {
  const current = (BigInt(Math.floor(nowMs / 1000)) << COUNTER_BITS) | 1n;
  return current > last ? current : last + 1n;
}
