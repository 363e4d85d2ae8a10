import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { mongoError } from '../mongo-error.ts';

/** A place in the commit log: everything up to and including it has been seen. */
export interface LogPosition {
  readonly sequence: bigint;
  readonly ordinal: number;
}

/** What a resume token stands for. */
export interface ResumePoint extends LogPosition {
  /** The token of an invalidate event: `startAfter` takes it, `resumeAfter` does not. */
  readonly isInvalidate: boolean;
}

/** Behind every entry of a sequence. */
export const LAST_ORDINAL = 0xffffffff;

/**
 * Throws 286 when entries behind the position may have gone: what was trimmed might have held an
 * event of the stream, be it of the same commit.
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

/** The `_id` of an event, or the `postBatchResumeToken` of a batch. Tokens sort as the log does. */
export function makeToken({ sequence, ordinal }: LogPosition, isInvalidate = false): Document {
  return { _data: `${isInvalidate ? INVALIDATE : EVENT}${hex(sequence, 16)}${hex(ordinal, 8)}` };
}

/** The reverse of {@link makeToken}; 260 when that is no token of this database. */
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
