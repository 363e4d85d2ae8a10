import type { Document } from '../bson/document.ts';
import { fillEmptyTimestamps } from '../language/index.ts';
import type { WriteContext } from '../transactions/write-context.ts';
import { insertDocument, prepareInsert } from '../writes/document-writer.ts';
import type { CommandCall } from './command-call.ts';
import { ensureCollection } from './create-collection.ts';
import { collectionNameOf } from './namespace.ts';
import { documentsOf, flag, requireArray } from './values.ts';
import { batchReply, runBatch, total } from './write-batch.ts';

/** Fills the empty timestamps of a document to insert, unless the client disabled that. */
export function withTimestamps(call: CommandCall, ctx: WriteContext, document: Document): Document {
  if (flag(call.command, 'bypassEmptyTsReplacement')) return document;
  return fillEmptyTimestamps(document, ctx.now);
}

/** The insert command (manual: reference/command/insert/). */
export async function insert(call: CommandCall): Promise<Document> {
  const name = collectionNameOf(call);
  const documents = documentsOf(requireArray(call.command, 'documents'), 'insert.documents');
  const raw = call.sequences.get('documents');
  // biome-ignore lint/correctness/useYield: a single document is too short to yield
  const outcome = await runBatch(call, documents.length, function* (ctx, index) {
    const given = documents[index] ?? {};
    const document = withTimestamps(call, ctx, given);
    const stored = prepareInsert(document === given ? raw?.[index] : undefined, document);
    insertDocument(ctx, ensureCollection(ctx, call.database, name), stored);
    return { n: 1 };
  });
  return batchReply(total(outcome, 'n'), outcome);
}
