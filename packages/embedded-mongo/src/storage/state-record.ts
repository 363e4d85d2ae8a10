/** What every commit rewrites: it ties a snapshot to a sequence and a catalog. */
interface StateRecord {
  /** The cluster time of the last commit: seconds in the high 32 bits, a counter in the low. */
  readonly sequence: bigint;
  readonly catalogVersion: number;
  /** The next id for a collection or an index. */
  readonly nextId: number;
  /** The commit log holds everything behind this sequence; what came up to it may be gone. */
  readonly trimmedSequence: bigint;
  /** Bytes of all entries in the commit log. */
  readonly logBytes: number;
}

const FIRST_ID = 1;

/** The state of an empty file. */
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

/** The next cluster time: the current second, or one more than the last when that is not later. */
export function nextSequence(last: bigint, nowMs: number): bigint {
  const current = (BigInt(Math.floor(nowMs / 1000)) << COUNTER_BITS) | 1n;
  return current > last ? current : last + 1n;
}
