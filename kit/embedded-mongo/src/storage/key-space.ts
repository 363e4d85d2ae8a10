/** First byte of a storage key: its kind. Every kind is one contiguous range of the key space. */
const Kind = {
  meta: 0x00,
  collection: 0x01,
  multikey: 0x02,
  session: 0x03,
  log: 0x04,
  garbage: 0x05,
  count: 0x06,
  data: 0x10,
} as const;

/** A range of storage keys, `start` inclusive, `end` exclusive. */
export interface StorageRange {
  readonly start: Buffer;
  readonly end: Buffer;
}

function kindRange(kind: number): StorageRange {
  return { start: Buffer.from([kind]), end: Buffer.from([kind + 1]) };
}

function withId(kind: number, id: number, tail?: Uint8Array): Buffer {
  const key = Buffer.allocUnsafe(5 + (tail?.length ?? 0));
  key[0] = kind;
  key.writeUInt32BE(id, 1);
  if (tail) key.set(tail, 5);
  return key;
}

/** Length of the prefix before a collection's or an index's own key bytes. */
export const DATA_PREFIX_BYTES = 5;

/** Key of the format record. It is read first, so it never changes. */
export const FORMAT_KEY = Buffer.from([Kind.meta, 0x00]);
/** Key of the state record (sequence, catalog version, next free id). Every commit rewrites it. */
export const STATE_KEY = Buffer.from([Kind.meta, 0x01]);

/** All keys of any kind. */
export const EVERYTHING: StorageRange = { start: Buffer.from([0x00]), end: Buffer.from([0xff]) };

export const COLLECTIONS: StorageRange = kindRange(Kind.collection);
export const MULTIKEYS: StorageRange = kindRange(Kind.multikey);
export const SESSIONS: StorageRange = kindRange(Kind.session);
export const LOG: StorageRange = kindRange(Kind.log);
export const GARBAGE: StorageRange = kindRange(Kind.garbage);
export const COUNTS: StorageRange = kindRange(Kind.count);

/** Key of a collection's catalog record. */
export function collectionKey(namespace: string): Buffer {
  return Buffer.concat([COLLECTIONS.start, Buffer.from(namespace, 'utf8')]);
}

/** Key of an index's multikey record. */
export function multikeyKey(indexId: number): Buffer {
  return withId(Kind.multikey, indexId);
}

/** Key of a logical session's record of retryable writes. */
export function sessionKey(sessionId: Uint8Array): Buffer {
  return Buffer.concat([SESSIONS.start, sessionId]);
}

/** Key of a commit log entry, ordered by sequence, then by position within the commit. */
export function logKey(sequence: bigint, ordinal: number): Buffer {
  const key = Buffer.allocUnsafe(13);
  key[0] = Kind.log;
  key.writeBigUInt64BE(sequence, 1);
  key.writeUInt32BE(ordinal, 9);
  return key;
}

/** Reads the sequence and ordinal from a key made by {@link logKey}. */
export function readLogKey(key: Buffer): { sequence: bigint; ordinal: number } {
  return { sequence: key.readBigUInt64BE(1), ordinal: key.readUInt32BE(9) };
}

/** Key of a garbage marker: the keys of a dropped collection or index are to be deleted. */
export function garbageKey(id: number): Buffer {
  return withId(Kind.garbage, id);
}

/** Key of a collection's document count. */
export function countKey(collectionId: number): Buffer {
  return withId(Kind.count, collectionId);
}

/** True for a key made by {@link countKey}. */
export function isCountKey(key: Buffer): boolean {
  return key[0] === Kind.count;
}

/** Reads the id from a key made by {@link garbageKey}, {@link multikeyKey} or {@link countKey}. */
export function readId(key: Buffer): number {
  return key.readUInt32BE(1);
}

/**
 * Key of a document (`tail` is the encoded `_id`) or of an index entry (`tail` is the entry's key).
 */
export function dataKey(id: number, tail: Uint8Array): Buffer {
  return withId(Kind.data, id, tail);
}

/** Range of all keys of a collection or an index. */
export function dataRange(id: number): StorageRange {
  return { start: withId(Kind.data, id), end: withId(Kind.data, id + 1) };
}
