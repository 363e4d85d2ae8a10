import { Long } from 'bson';
import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { mongoError } from '../mongo-error.ts';
import type { CursorSource } from '../query/cursor-registry.ts';
import { RawDocuments } from '../wire/reply.ts';
import type { CommandCall } from './command-call.ts';
import { flag, optionalCount } from './values.ts';

/** MongoDB's default size of a first batch. */
export const DEFAULT_FIRST_BATCH = 101;

/** Replies with the first batch of a new cursor. Keeps the cursor when more may follow. */
export async function replyWithCursor(
  call: CommandCall,
  namespace: string,
  source: CursorSource,
  options: { readonly batchSize: number; readonly singleBatch?: boolean },
): Promise<Document> {
  let isOpen = false;
  try {
    const batch = await source.nextBatch({
      maxDocuments: options.batchSize,
      deadline: call.deadline,
    });
    let id = 0n;
    const extras = source.extras?.() ?? {};
    if (!batch.isDone && !options.singleBatch) {
      isOpen = true;
      source.suspend();
      const cursor = call.services.cursors.add({
        namespace,
        source,
        sessionId: call.session?.id,
        transaction: call.transaction,
        noTimeout: flag(call.command, 'noCursorTimeout'),
        comment: call.command.comment,
      });
      id = cursor.id;
    }
    return {
      cursor: {
        firstBatch: new RawDocuments(batch.documents),
        id: Long.fromBigInt(id),
        ns: namespace,
        ...extras,
      },
    };
  } finally {
    if (!isOpen) source.close();
  }
}

/** Returns the batch size in the `cursor` option. */
export function cursorBatchSize(command: Document): number {
  const { cursor } = command;
  if (cursor !== undefined && !isDocument(cursor)) {
    throw mongoError(14, 'cursor field must be missing or an object');
  }
  return (cursor && optionalCount(cursor, 'batchSize')) ?? DEFAULT_FIRST_BATCH;
}
