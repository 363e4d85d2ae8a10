/**
 * Where things live in the one ordered key space of the file. The first byte tells the kind, so
 * that every kind is one contiguous range.
 */
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

/** A range of storage keys: `start` belongs to it, `end` does not. */
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

/** Length of what precedes a collection's or an index's own key bytes. */
export const DATA_PREFIX_BYTES = 5;

/** The format record; the first thing read, so its place never changes. */
export const FORMAT_KEY = Buffer.from([Kind.meta, 0x00]);
/** Sequence, catalog version and next free id: rewritten by every commit. */
export const STATE_KEY = Buffer.from([Kind.meta, 0x01]);

/** All keys of any kind. */
export const EVERYTHING: StorageRange = { start: Buffer.from([0x00]), end: Buffer.from([0xff]) };

export const COLLECTIONS: StorageRange = kindRange(Kind.collection);
export const MULTIKEYS: StorageRange = kindRange(Kind.multikey);
export const SESSIONS: StorageRange = kindRange(Kind.session);
export const LOG: StorageRange = kindRange(Kind.log);
export const GARBAGE: StorageRange = kindRange(Kind.garbage);
export const COUNTS: StorageRange = kindRange(Kind.count);

/** The catalog record of a collection. */
export function collectionKey(namespace: string): Buffer {
  return Buffer.concat([COLLECTIONS.start, Buffer.from(namespace, 'utf8')]);
}

/** The record of which fields of an index have met arrays. */
export function multikeyKey(indexId: number): Buffer {
  return withId(Kind.multikey, indexId);
}

/** The record of a logical session's retryable writes. */
export function sessionKey(sessionId: Uint8Array): Buffer {
  return Buffer.concat([SESSIONS.start, sessionId]);
}

/** A commit log entry: ordered by sequence, then by its place within the commit. */
export function logKey(sequence: bigint, ordinal: number): Buffer {
  const key = Buffer.allocUnsafe(13);
  key[0] = Kind.log;
  key.writeBigUInt64BE(sequence, 1);
  key.writeUInt32BE(ordinal, 9);
  return key;
}

/** The sequence and ordinal that {@link logKey} put into a key. */
export function readLogKey(key: Buffer): { sequence: bigint; ordinal: number } {
  return { sequence: key.readBigUInt64BE(1), ordinal: key.readUInt32BE(9) };
}

/** Marks the keys of a dropped collection or index for deletion. */
export function garbageKey(id: number): Buffer {
  return withId(Kind.garbage, id);
}

/** The record of how many documents a collection holds. */
export function countKey(collectionId: number): Buffer {
  return withId(Kind.count, collectionId);
}

/** Whether a key was made by {@link countKey}. */
export function isCountKey(key: Buffer): boolean {
  return key[0] === Kind.count;
}

/** The id in a key made by {@link garbageKey}, {@link multikeyKey} or {@link countKey}. */
export function readId(key: Buffer): number {
  return key.readUInt32BE(1);
}

/** A key of a collection (`tail` is the encoded `_id`) or an index (`tail` is the entry's key). */
export function dataKey(id: number, tail: Uint8Array): Buffer {
  return withId(Kind.data, id, tail);
}

/** All keys of a collection or an index. */
export function dataRange(id: number): StorageRange {
  return { start: withId(Kind.data, id), end: withId(Kind.data, id + 1) };
}
