import { Long } from 'bson';
import { numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { badValue, mongoError } from '../mongo-error.ts';
import { RawDocuments } from '../wire/reply.ts';
import type { CommandCall } from './command-call.ts';
import { optionalCount, requireArray, requireString } from './values.ts';

/** Default wait of a tailing cursor, in milliseconds. */
const DEFAULT_AWAIT_MS = 1000;

function cursorId(value: unknown, field: string): bigint {
  if (value instanceof Long) return value.toBigInt();
  const number = numberOf(value);
  if (number === undefined || !Number.isInteger(number)) {
    throw mongoError(14, `BSON field '${field}' is the wrong type, expected type 'long'`);
  }
  return BigInt(number);
}

/** The getMore command (manual: reference/command/getMore/). */
export async function getMore(call: CommandCall): Promise<Document> {
  const { command, services } = call;
  const id = cursorId(command.getMore, 'getMore.getMore');
  const namespace = `${call.database}.${requireString(command, 'collection')}`;
  const batchSize = optionalCount(command, 'batchSize');
  if (batchSize === 0) throw badValue('Batch size for getMore must be positive, but received: 0');
  const cursor = services.cursors.checkOut(id, namespace);
  let isDone = true;
  try {
    checkOwner(call, cursor.sessionId, cursor.transaction);
    const maxTimeMs = optionalCount(command, 'maxTimeMS');
    const batch = await cursor.source.nextBatch({
      maxDocuments: batchSize ?? Number.POSITIVE_INFINITY,
      // For a tailing cursor maxTimeMS is the maximum wait, not a time limit.
      deadline: cursor.source.extras ? undefined : call.deadline,
      awaitMs: maxTimeMs ?? DEFAULT_AWAIT_MS,
    });
    isDone = batch.isDone;
    return {
      cursor: {
        nextBatch: new RawDocuments(batch.documents),
        id: Long.fromBigInt(isDone ? 0n : id),
        ns: namespace,
        ...cursor.source.extras?.(),
      },
    };
  } catch (error) {
    isDone = true;
    throw error;
  } finally {
    services.cursors.checkIn(cursor, isDone);
  }
}

function checkOwner(
  call: CommandCall,
  sessionId: Buffer | undefined,
  transaction: CommandCall['transaction'],
): void {
  if (sessionId && call.session && !sessionId.equals(call.session.id)) {
    throw mongoError(13, 'cursor was created in another session');
  }
  if (transaction !== call.transaction) {
    throw mongoError(
      263,
      'Cannot run getMore on a cursor outside of the transaction that it was created in',
    );
  }
}

/** The killCursors command (manual: reference/command/killCursors/). */
export function killCursors(call: CommandCall): Document {
  const namespace = `${call.database}.${requireString(call.command, 'killCursors')}`;
  const cursorsKilled: Long[] = [];
  const cursorsNotFound: Long[] = [];
  for (const value of requireArray(call.command, 'cursors')) {
    const id = cursorId(value, 'killCursors.cursors');
    const isKilled = call.services.cursors.kill(id, namespace);
    (isKilled ? cursorsKilled : cursorsNotFound).push(Long.fromBigInt(id));
  }
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] };
}
