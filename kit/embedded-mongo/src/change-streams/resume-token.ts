import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { mongoError } from '../mongo-error.ts';

/** A position in the commit log: the last entry that was read. */
export interface LogPosition {
  readonly sequence: bigint;
  readonly ordinal: number;
}

/** Position and kind of a resume token. */
export interface ResumePoint extends LogPosition {
  /** True for the token of an invalidate event: `startAfter` accepts it, `resumeAfter` does not. */
  readonly isInvalidate: boolean;
}

/** Sorts after every entry of a sequence. */
export const LAST_ORDINAL = 0xffffffff;

/**
 * Checks that the log still has all entries after the position. A trimmed entry might have been an
 * event of the stream, even one of the same commit.
 *
 * @throws {MongoError} 286 when entries may be missing.
 */
export function assertNotTrimmed(position: LogPosition, trimmedSequence: bigint): void {
  const { sequence, ordinal } = position;
  if (sequence > trimmedSequence) return;
  if (sequence === trimmedSequence && ordinal === LAST_ORDINAL) return;
  throw mongoError(
    286,
    'Resume of change stream was not possible, as the resume point may no longer be in the oplog.',
    { labels: ['NonResumableChangeStreamError'] },
  );
}

const EVENT = '82';
const INVALIDATE = '83';
const TOKEN = /^(82|83)([0-9A-F]{16})([0-9A-F]{8})$/;

function hex(value: bigint | number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}

/**
 * Builds the `_id` of an event or the `postBatchResumeToken` of a batch. Tokens sort in log order.
 */
export function makeToken({ sequence, ordinal }: LogPosition, isInvalidate = false): Document {
  return { _data: `${isInvalidate ? INVALIDATE : EVENT}${hex(sequence, 16)}${hex(ordinal, 8)}` };
}

/**
 * Reverses {@link makeToken}.
 *
 * @throws {MongoError} 260 when the token is not one of this database.
 */
export function readToken(token: unknown): ResumePoint {
  const data = isDocument(token) ? token._data : undefined;
  const [, kind, sequence, ordinal] = (typeof data === 'string' && TOKEN.exec(data)) || [];
  if (!kind || !sequence || !ordinal) {
    throw mongoError(260, 'The resume token is not one of this database');
  }
  return {
    sequence: BigInt(`0x${sequence}`),
    ordinal: Number.parseInt(ordinal, 16),
    isInvalidate: kind === INVALIDATE,
  };
}
