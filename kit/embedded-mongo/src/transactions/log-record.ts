import { Binary, Long } from 'bson';
import { encodeDocument } from '../bson/bson-codec.ts';
import type { RetryIdentity } from './retry-record.ts';
import type { LogEvent } from './write-context.ts';

/**
 * Encodes a commit log entry. It contains the whole document before and after. The changed fields
 * are computed when a change stream reads the entry, not while the writer waits.
 */
export function encodeLogEvent(
  event: LogEvent,
  now: Date,
  transaction: RetryIdentity | undefined,
): Buffer {
  return encodeDocument({
    op: event.operation,
    db: event.database,
    ...(event.collection === undefined ? {} : { coll: event.collection }),
    wall: now,
    ...(event.documentKey ? { key: event.documentKey } : {}),
    ...(event.before ? { before: new Binary(event.before) } : {}),
    ...(event.after ? { after: new Binary(event.after) } : {}),
    ...(event.uuid ? { uuid: event.uuid } : {}),
    ...(event.hasImages ? { images: true } : {}),
    ...(event.details ? { details: event.details } : {}),
    ...(transaction
      ? {
          lsid: new Binary(transaction.sessionId, Binary.SUBTYPE_UUID),
          txnNumber: Long.fromBigInt(transaction.transactionNumber),
        }
      : {}),
  });
}
