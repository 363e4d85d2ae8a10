import { Binary, Long } from 'bson';
import { encodeDocument } from '../bson/bson-codec.ts';
import type { RetryIdentity } from './retry-record.ts';
import type { LogEvent } from './write-context.ts';

/**
 * A commit log entry as stored. Document states are kept whole, before and after: what an update
 * changed is worked out when a change stream asks, not while the writer waits.
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
